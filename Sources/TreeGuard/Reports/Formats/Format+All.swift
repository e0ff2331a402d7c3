extension Format {
    /// Every format, the default first.
    package static let all: [Format] = [.text, .json, .sarif]

    package static func named(_ name: String) -> Format? { all.first { $0.name == name } }
}
