import TreeGuardBase

/// The request of a command line.
package enum Request: Sendable, Hashable {
    case run(CommandDescription, Arguments)
    /// Help on one command; nil for the program as a whole.
    case help(CommandDescription?)
    case version
}

extension ProgramDescription {
    /// Reads the words after the program's own name. Options and words may be mixed, and the options of the program
    /// may stand before or after the command, as people type them.
    package func parse(_ words: [String]) throws(Failure) -> Request {
        var reading = CommandLineReading(program: self, words: words)
        return try reading.request()
    }

    /// The options that the parser itself answers.
    package static let help = OptionDescription.flag("help", short: "h", "Say what this is for and what it takes.")
    package static let versionFlag = OptionDescription.flag("version", "Say the version.")

    package var builtInOptions: [OptionDescription] { [ProgramDescription.help, ProgramDescription.versionFlag] }

    package func command(named name: String) -> CommandDescription? { commands.first { $0.name == name } }
}

/// One pass over the words of a command line.
private struct CommandLineReading {
    let program: ProgramDescription
    var words: ArraySlice<String>
    var command: CommandDescription?
    var arguments = Arguments()
    var isHelpWanted = false
    var isVersionWanted = false

    init(program: ProgramDescription, words: [String]) {
        self.program = program
        self.words = words[...]
    }

    private var options: [OptionDescription] {
        (command?.options ?? []) + program.options + program.builtInOptions
    }

    mutating func request() throws(Failure) -> Request {
        var areOptionsOver = false
        while let word = words.popFirst() {
            if areOptionsOver || word == "-" || !word.hasPrefix("-") {
                if let request = try take(word: word) { return request }
            } else if word == "--" {
                areOptionsOver = true
            } else if word.hasPrefix("--") {
                try take(longOption: String(word.dropFirst(2)))
            } else {
                try take(letters: word.dropFirst())
            }
        }
        if isHelpWanted { return .help(command) }
        if isVersionWanted { return .version }
        guard let command else { return .help(nil) }
        try checkCount(of: command)
        return .run(command, arguments)
    }

    private mutating func take(word: String) throws(Failure) -> Request? {
        guard let command else {
            if word == "help" { return .help(try commandToExplain()) }
            guard let named = program.command(named: word) else {
                throw .unknownCommand(word, of: program)
            }
            self.command = named
            return nil
        }
        let index = arguments.positionals.count
        guard let positional = command.positional(at: index) else {
            throw .tooManyWords(word, command, program)
        }
        try check(word, isOneOf: positional.allowed, for: positional.name)
        arguments.give(word: word)
        return nil
    }

    /// The command that `help` is to explain: the first word after it that is no option.
    private mutating func commandToExplain() throws(Failure) -> CommandDescription? {
        guard let name = words.first(where: { !$0.hasPrefix("-") }) else { return nil }
        guard let command = program.command(named: name) else { throw .unknownCommand(name, of: program) }
        return command
    }

    private mutating func take(longOption text: String) throws(Failure) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let option = options.first(where: { $0.long == parts[0] }) else {
            throw .unknownOption("--\(parts[0])", among: options, command, program)
        }
        try take(option, attached: parts.count == 2 ? parts[1] : nil)
    }

    /// Letters may stand together (-vq), and the value may follow its letter at once (-Cpath).
    private mutating func take(letters: Substring) throws(Failure) {
        var letters = letters
        while let letter = letters.popFirst() {
            guard let option = options.first(where: { $0.short == letter }) else {
                throw .unknownOption("-\(letter)", among: options, command, program)
            }
            guard !option.isFlag, !letters.isEmpty else {
                try take(option, attached: nil)
                continue
            }
            try take(option, attached: String(letters))
            return
        }
    }

    private mutating func take(_ option: OptionDescription, attached: String?) throws(Failure) {
        guard !option.isFlag else {
            guard attached == nil else { throw .valueForFlag(option, command, program) }
            if option == ProgramDescription.help { isHelpWanted = true }
            if option == ProgramDescription.versionFlag { isVersionWanted = true }
            arguments.give(option)
            return
        }
        // `--target "$BRANCH"` with BRANCH empty must not fall back to a default in silence.
        guard let value = attached ?? nextValue(), !value.isEmpty else {
            throw .valueMissing(option, command, program)
        }
        try check(value, isOneOf: option.allowed, for: option.spelling)
        if !option.isRepeated, let before = arguments.values(givenFor: option).first, before != value {
            throw .givenTwice(option, before, value, command, program)
        }
        arguments.give(option, value)
    }

    /// The next word, unless it is plainly the next option: then the value was forgotten.
    private mutating func nextValue() -> String? {
        guard let word = words.first else { return nil }
        let name = word.split(separator: "=", omittingEmptySubsequences: false).first.map(String.init)
        if options.contains(where: { $0.long != nil && name == $0.spelling }) { return nil }
        return words.popFirst()
    }

    private func check(_ value: String, isOneOf allowed: [String], for name: String) throws(Failure) {
        guard !allowed.isEmpty, !allowed.contains(value) else { return }
        throw .unknownValue(value, allowed, of: name, command, program)
    }

    private func checkCount(of command: CommandDescription) throws(Failure) {
        guard
            let missing = command.positionals.dropFirst(arguments.positionals.count).first(where: { $0.count == .one })
        else { return }
        throw .wordMissing(missing, command, program)
    }
}

extension CommandDescription {
    /// The description of the word at that place, counting from 0.
    fileprivate func positional(at index: Int) -> PositionalDescription? {
        if index < positionals.count { return positionals[index] }
        return positionals.last?.count == .any ? positionals.last : nil
    }
}
