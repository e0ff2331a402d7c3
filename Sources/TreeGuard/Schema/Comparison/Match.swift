/// The result of comparing the expected with the found.
package struct Match: Hashable, Sendable {
    /// The differences, in words: "type is text, expected character varying(20)".
    package var differences: [String] = []
    /// The parts that are there and could not be compared, in words: "default".
    package var uncompared: [String] = []

    package init(differences: [String] = [], uncompared: [String] = []) {
        self.differences = differences
        self.uncompared = uncompared
    }

    package var isSame: Bool { differences.isEmpty }

    mutating func expect(_ what: String, _ expected: Bool, _ found: Bool) {
        if expected != found { differences.append(found ? "is \(what)" : "is not \(what)") }
    }

    mutating func expect<Value: Equatable & CustomStringConvertible>(
        _ what: String, _ expected: Value, _ found: Value
    ) {
        if expected != found { differences.append("\(what) is \(found), expected \(expected)") }
    }

    mutating func expect(_ what: String, _ expected: [String], _ found: [String]) {
        func words(_ list: [String]) -> String { list.isEmpty ? "none" : list.joined(separator: ", ") }
        if expected != found { differences.append("\(what): \(words(found)), expected \(words(expected))") }
    }

    /// Compares two expressions: equal, different, or not to be compared as they stand.
    mutating func expect(
        _ what: String, _ expected: Expression?, _ found: Expression?, by compare: (Expression, Expression) -> Outcome
    ) {
        switch (expected, found) {
        case (nil, nil): break
        case (nil, _?): differences.append("has a \(what) that the file does not give it")
        case (_?, nil): differences.append("has no \(what)")
        case (let expected?, let found?):
            switch compare(expected, found) {
            case .same: break
            case .different: differences.append("\(what) differs")
            case .uncomparable: uncompared.append(what)
            }
        }
    }
}
