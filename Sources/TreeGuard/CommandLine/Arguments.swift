/// The arguments of one command. Looked up by the very values that describe it.
package struct Arguments: Sendable, Hashable {
    private var optionValues: [OptionDescription: [String]] = [:]
    private var words: [String] = []

    package init() {}

    package func has(_ flag: OptionDescription) -> Bool { optionValues[flag] != nil }

    /// The value given, else the standard one.
    package func value(of option: OptionDescription) -> String? { optionValues[option]?.last ?? option.standard }

    /// The value as one of an enumeration's words. The parser has let no other through.
    package func value<Choice: RawRepresentable<String>>(of option: OptionDescription, as: Choice.Type) -> Choice? {
        value(of: option).flatMap { Choice(rawValue: $0) }
    }

    /// Every value of an option that may be repeated, in the order given.
    package func values(of option: OptionDescription) -> [String] {
        optionValues[option] ?? option.standard.map { [$0] } ?? []
    }

    /// Only what was really given: no standard value.
    package func values(givenFor option: OptionDescription) -> [String] { optionValues[option] ?? [] }

    /// The same by the option's name, for who knows nothing else of the command.
    package func values(named name: String) -> [String] {
        optionValues.first { $0.key.long == name }?.value ?? []
    }

    package func has(named name: String) -> Bool { optionValues.contains { $0.key.long == name } }

    /// The words that are no options, in the order given. How many there may be is the command's own description.
    package var positionals: [String] { words }

    package mutating func give(_ option: OptionDescription, _ value: String = "") {
        optionValues[option, default: []].append(value)
    }

    package mutating func give(word: String) { words.append(word) }
}
