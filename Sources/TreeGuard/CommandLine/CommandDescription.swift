/// The name of a command, its arguments and its texts: the parser, the help, the completions and docs/cli.md are all
/// made from this one value.
package struct CommandDescription: Sendable, Hashable {
    package var name: String
    /// One line, without a full stop: "Ask production whether ...".
    package var abstract: String
    /// Paragraphs, wrapped when shown. A line that begins with a space is kept as it is.
    package var discussion: String
    package var positionals: [PositionalDescription]
    package var options: [OptionDescription]
    package var examples: [CommandExample]

    package init(
        _ name: String, _ abstract: String, discussion: String = "", positionals: [PositionalDescription] = [],
        options: [OptionDescription] = [], examples: [CommandExample]
    ) {
        self.name = name
        self.abstract = abstract
        self.discussion = discussion
        self.positionals = positionals
        self.options = options
        self.examples = examples
    }
}

/// A line to copy, and what it does.
package struct CommandExample: Sendable, Hashable {
    package var line: String
    package var meaning: String

    package init(_ line: String, _ meaning: String) {
        self.line = line
        self.meaning = meaning
    }
}

/// One option, with a value or without. Commands that share an option share this value.
package struct OptionDescription: Sendable, Hashable {
    /// "target" for --target; nil where only the letter exists.
    package var long: String?
    package var short: Character?
    /// The name of the value in help ("REF"); nil for a flag.
    package var valueName: String?
    /// The only words that it takes; empty where any will do.
    package var allowed: [String]
    /// The value when it is not given, for people and for `Arguments`.
    package var standard: String?
    package var isRepeated: Bool
    package var help: String

    package static func flag(_ long: String, short: Character? = nil, _ help: String) -> OptionDescription {
        OptionDescription(
            long: long, short: short, valueName: nil, allowed: [], standard: nil, isRepeated: false, help: help)
    }

    package static func value(
        _ long: String?, short: Character? = nil, _ valueName: String, oneOf allowed: [String] = [],
        standard: String? = nil, isRepeated: Bool = false, _ help: String
    ) -> OptionDescription {
        OptionDescription(
            long: long, short: short, valueName: valueName, allowed: allowed, standard: standard,
            isRepeated: isRepeated, help: help)
    }

    package var isFlag: Bool { valueName == nil }

    /// The option as a person types it: "--target", or "-C".
    package var spelling: String { long.map { "--\($0)" } ?? short.map { "-\($0)" } ?? "" }
}

/// One word that is no option.
package struct PositionalDescription: Sendable, Hashable {
    package enum Count: Sendable, Hashable { case one, oneOrNone, any }

    package var name: String
    package var count: Count
    package var allowed: [String]
    package var help: String

    package init(_ name: String, _ count: Count = .one, oneOf allowed: [String] = [], _ help: String) {
        self.name = name
        self.count = count
        self.allowed = allowed
        self.help = help
    }
}

/// A program: its commands, and the options that every one of them takes.
package struct ProgramDescription: Sendable, Hashable {
    package var name: String
    package var version: String
    package var abstract: String
    package var discussion: String
    package var options: [OptionDescription]
    package var commands: [CommandDescription]

    package init(
        name: String, version: String, abstract: String, discussion: String, options: [OptionDescription],
        commands: [CommandDescription]
    ) {
        self.name = name
        self.version = version
        self.abstract = abstract
        self.discussion = discussion
        self.options = options
        self.commands = commands
    }
}
