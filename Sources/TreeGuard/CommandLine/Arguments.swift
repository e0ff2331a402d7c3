/// The arguments of one command, looked up by their descriptions.
package struct Arguments: Sendable, Hashable {
    private var optionValues: [OptionDescription: [String]] = [:]
    private var words: [String] = []

    package init() {}

    package func has(_ flag: OptionDescription) -> Bool { optionValues[flag] != nil }

    /// The given value, else the default.
    package func value(of option: OptionDescription) -> String? { optionValues[option]?.last ?? option.standard }

    /// The value as a case of an enumeration. The parser has rejected all other words.
    package func value<Choice: RawRepresentable<String>>(of option: OptionDescription, as: Choice.Type) -> Choice? {
        value(of: option).flatMap { Choice(rawValue: $0) }
    }

    /// All values of a repeatable option, in the given order.
    package func values(of option: OptionDescription) -> [String] {
        optionValues[option] ?? option.standard.map { [$0] } ?? []
    }

    /// The values that the user gave, without the default.
    package func values(givenFor option: OptionDescription) -> [String] { optionValues[option] ?? [] }

    /// The same by the name of the option, for callers that do not have its description.
    package func values(named name: String) -> [String] {
        optionValues.first { $0.key.long == name }?.value ?? []
    }

    package func has(named name: String) -> Bool { optionValues.contains { $0.key.long == name } }

    /// The words that are not options, in the given order. The command's description limits their number.
    package var positionals: [String] { words }

    package mutating func give(_ option: OptionDescription, _ value: String = "") {
        optionValues[option, default: []].append(value)
    }

    package mutating func give(word: String) { words.append(word) }
}
