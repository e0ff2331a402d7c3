import TreeGuardBase

/// The mistakes in a command line. Each message suggests the nearest correct word.
extension Failure {
    static func unknownCommand(_ word: String, of program: ProgramDescription) -> Failure {
        let names = program.commands.map(\.name)
        let near = nearest(to: word, among: names)
        return Failure(
            .usage, what: "\(program.name) has no command \(quoted(word))",
            why: near.map { "did you mean \($0)?" } ?? "the commands are \(names.joined(separator: ", "))",
            next: near.map { "\(program.name) \($0)" } ?? "\(program.name) help")
    }

    static func unknownOption(
        _ word: String, among options: [OptionDescription], _ command: CommandDescription?,
        _ program: ProgramDescription
    ) -> Failure {
        let near = nearest(to: word, among: options.flatMap(\.spellings))
        let owner = command.map { "\(program.name) \($0.name)" } ?? program.name
        let elsewhere = program.commands.filter { $0 != command && $0.options.contains { $0.spellings.contains(word) } }
        let why =
            if let near { "did you mean \(near)?" } else if let other = elsewhere.first {
                "it belongs to \(program.name) \(other.name)\(command == nil ? "; put it after the command" : "")"
            } else { "none of its options is called that, or nearly that" }
        return Failure(
            .usage, what: "\(owner) has no option \(quoted(word))", why: why, next: help(command, program))
    }

    static func unknownValue(
        _ value: String, _ allowed: [String], of name: String, _ command: CommandDescription?,
        _ program: ProgramDescription
    ) -> Failure {
        let near = nearest(to: value, among: allowed)
        // The full list of error codes would be too long here.
        let why = near.map { "did you mean \($0)?" } ?? "it takes \(listed(allowed))"
        return Failure(
            .usage, what: "\(name) does not take \(quoted(value))", why: why, next: help(command, program))
    }

    static func valueMissing(
        _ option: OptionDescription, _ command: CommandDescription?, _ program: ProgramDescription
    ) -> Failure {
        Failure(
            .usage, what: "\(option.spelling) needs a value",
            why: "nothing stands after it, or it is empty (an unset variable?)",
            next: "\(option.spelling) \(option.valueName ?? ""), see \(help(command, program))")
    }

    static func valueForFlag(
        _ option: OptionDescription, _ command: CommandDescription?, _ program: ProgramDescription
    ) -> Failure {
        Failure(
            .usage, what: "\(option.spelling) takes no value", why: "it is either given or not",
            next: "leave out what follows the equals sign, see \(help(command, program))")
    }

    static func givenTwice(
        _ option: OptionDescription, _ first: String, _ second: String, _ command: CommandDescription?,
        _ program: ProgramDescription
    ) -> Failure {
        Failure(
            .usage, what: "\(option.spelling) is given twice",
            why: "once as \(quoted(first)) and once as \(quoted(second))",
            next: "choose one, see \(help(command, program))")
    }

    static func tooManyWords(_ word: String, _ command: CommandDescription, _ program: ProgramDescription) -> Failure {
        let takes = command.positionals.map(\.name).joined(separator: " ")
        return Failure(
            .usage, what: "\(program.name) \(command.name) does not know what to do with \(quoted(word))",
            why: takes.isEmpty ? "it takes options only" : "it takes \(takes) and no more",
            next: help(command, program))
    }

    static func wordMissing(
        _ positional: PositionalDescription, _ command: CommandDescription, _ program: ProgramDescription
    ) -> Failure {
        Failure(
            .usage, what: "\(program.name) \(command.name) needs \(positional.name)",
            why: positional.allowed.isEmpty ? positional.help : "it takes \(listed(positional.allowed))",
            next: help(command, program))
    }

    private static func help(_ command: CommandDescription?, _ program: ProgramDescription) -> String {
        command.map { "\(program.name) \($0.name) --help" } ?? "\(program.name) --help"
    }

    private static func quoted(_ word: String) -> String { "\"\(Escaped(word))\"" }

    private static func listed(_ words: [String]) -> String {
        words.count <= 8 ? words.joined(separator: ", ") : words.prefix(7).joined(separator: ", ") + ", ..."
    }
}

extension OptionDescription {
    /// All spellings that a user may type.
    var spellings: [String] { [long.map { "--\($0)" }, short.map { "-\($0)" }].compactMap { $0 } }
}
