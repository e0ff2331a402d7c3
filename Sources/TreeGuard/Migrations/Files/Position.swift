import TreeGuardBase

/// A whole number of any length, as written in a file name. `007` and `7` are equal.
package struct WrittenNumber: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The digits without leading zeros; zero is empty.
    private let digits: [UInt8]

    package init(_ digits: some Collection<UInt8>) {
        self.digits = Array(digits.drop { $0 == UInt8(ascii: "0") })
    }
    package init(_ value: Int) { self.init(String(value).utf8) }

    package var description: String { digits.isEmpty ? "0" : String(decoding: digits, as: UTF8.self) }

    package static func < (a: WrittenNumber, b: WrittenNumber) -> Bool {
        a.digits.count == b.digits.count
            ? a.digits.lexicographicallyPrecedes(b.digits) : a.digits.count < b.digits.count
    }
}

/// The position of a migration in its folder: by number, then those without one by name. A framework with a journal or
/// a graph numbers its migrations by that.
package struct Position: Hashable, Sendable, Comparable {
    /// The numbers; empty if there are none.
    package var numbers: [WrittenNumber]
    /// The suffix right after the digits: the "a" of `001a`.
    package var suffix: String
    package var name: String

    package init(numbers: [WrittenNumber], suffix: String = "", name: String) {
        self.numbers = numbers
        self.suffix = suffix
        self.name = name
    }

    package var isNumbered: Bool { !numbers.isEmpty }

    /// The number alone: equal for two migrations that claim the same position.
    var number: Position { Position(numbers: numbers, suffix: suffix, name: "") }

    /// True if both claim the same position.
    package func hasSameNumber(as other: Position) -> Bool {
        isNumbered && numbers == other.numbers && suffix == other.suffix
    }

    package static func < (a: Position, b: Position) -> Bool {
        if a.isNumbered != b.isNumbered { return a.isNumbered }
        if a.numbers != b.numbers { return a.numbers.lexicographicallyPrecedes(b.numbers) }
        if a.suffix != b.suffix { return a.suffix < b.suffix }
        return a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
    }
}

/// A path in natural order: `v2` comes before `v10`.
package struct NaturalOrder: Hashable, Sendable, Comparable {
    private enum Piece: Hashable, Comparable {
        case number(WrittenNumber)
        case text([UInt8])

        static func < (a: Piece, b: Piece) -> Bool {
            switch (a, b) {
            case (.number(let a), .number(let b)): a < b
            case (.text(let a), .text(let b)): a.lexicographicallyPrecedes(b)
            case (.number, .text): true
            case (.text, .number): false
            }
        }
    }

    private let pieces: [Piece]
    private let path: RepositoryPath

    package init(_ path: RepositoryPath) {
        self.path = path
        var pieces: [Piece] = []
        var rest = path.bytes[...]
        while let first = rest.first {
            let isDigit = first.isDigit
            let run = rest.prefix { $0.isDigit == isDigit }
            pieces.append(isDigit ? .number(WrittenNumber(run)) : .text(Array(run)))
            rest = rest.dropFirst(run.count)
        }
        self.pieces = pieces
    }

    package static func < (a: NaturalOrder, b: NaturalOrder) -> Bool {
        a.pieces == b.pieces ? a.path < b.path : a.pieces.lexicographicallyPrecedes(b.pieces)
    }
}
