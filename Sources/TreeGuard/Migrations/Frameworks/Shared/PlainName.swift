import TreeGuardBase

/// The parts of an SQL file's name: `003_create_jobs.up.sql` is number 3, "create_jobs", the way up.
package struct PlainName: Hashable, Sendable {
    /// Which way a file goes.
    package enum Direction: Hashable, Sendable {
        case up
        case down
        /// By a word that may as well be part of the name (`scale_down`): only another file of that number tells.
        case downIfPaired(base: String)
    }

    /// The version as written: "001", "2024-01-02-030405"; empty if there is none.
    package var version = ""
    package var numbers: [WrittenNumber] = []
    /// A letter at once after the digits: the "a" of `001a`.
    package var suffix = ""
    package var name: String
    package var direction: Direction?
    /// A database named in the file name: "mysql" of `001_init.mysql.sql`.
    package var dialect: String?

    package var isNumbered: Bool { !numbers.isEmpty }
    /// `7/create_jobs`: the same however the number is padded and whatever stands between.
    package var key: String {
        isNumbered ? numbers.map(\.description).joined(separator: ".") + suffix + "/" + name : name
    }
    package var position: Position { Position(numbers: numbers, suffix: suffix, name: name) }

    /// Reads a name without its `.sql`.
    package init(stem: String) {
        name = stem
        var rest = Array(stem.utf8)[...]
        takeTrailingWords(&rest)
        if takeNumber(&rest) {
            takeLeadingDirection(&rest)
        } else if direction == nil, let prefixed = PlainName.afterRollbackPrefix(rest) {
            direction = .down
            rest = prefixed
            _ = takeNumber(&rest)
        }
        name = String(decoding: rest, as: UTF8.self)
    }

    private static let downWords: Set<String> = ["down", "rollback", "undo", "revert", "reverse"]
    private static let upWords: Set<String> = ["up", "do", "apply", "forward"]

    /// `.up`, `.down`, `.mysql`, `_rollback` at the end.
    private mutating func takeTrailingWords(_ rest: inout ArraySlice<UInt8>) {
        while let dot = rest.lastIndex(of: UInt8(ascii: ".")), dot > rest.startIndex {
            let word = String(decoding: rest[(dot + 1)...].map(\.lowercased), as: UTF8.self)
            if direction == nil, PlainName.downWords.contains(word) {
                direction = .down
            } else if direction == nil, PlainName.upWords.contains(word) {
                direction = .up
            } else if dialect == nil, Dialect.isDatabase(word) {
                dialect = word
            } else {
                break
            }
            rest = rest[..<dot]
        }
        guard direction == nil, let cut = rest.lastIndex(where: { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") })
        else { return }
        // No such word is longer.
        guard rest.endIndex - cut <= 9 else { return }
        let word = String(decoding: rest[(cut + 1)...].map(\.lowercased), as: UTF8.self)
        if PlainName.downWords.contains(word) {
            direction = .downIfPaired(base: PlainName(stem: String(decoding: rest[..<cut], as: UTF8.self)).name)
        }
    }

    /// `001.do.name`, as Postgrator writes it.
    private mutating func takeLeadingDirection(_ rest: inout ArraySlice<UInt8>) {
        guard direction == nil, let dot = rest.firstIndex(of: UInt8(ascii: ".")) else { return }
        switch String(decoding: rest[..<dot].map(\.lowercased), as: UTF8.self) {
        case "do": direction = .up
        case "undo": direction = .down
        default: return
        }
        rest = rest[(dot + 1)...]
    }

    private static func afterRollbackPrefix(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let cut = rest.firstIndex(where: { !$0.isLetter }), cut > rest.startIndex else { return nil }
        let word = String(decoding: rest[..<cut].map(\.lowercased), as: UTF8.self)
        return downWords.contains(word) ? rest[(cut + 1)...] : nil
    }
}

extension PlainName {
    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
    private static let leadingWords: Set<String> = ["v", "m", "migration", "migrations", "version"]

    /// Takes the number off the front, and what separates it from the name; false where the name does not begin with one.
    private mutating func takeNumber(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let word = rest.prefix(while: \.isLetter)
        var start = rest
        if !word.isEmpty {
            guard PlainName.leadingWords.contains(String(decoding: word.map(\.lowercased), as: UTF8.self)) else {
                return false
            }
            start = rest.dropFirst(word.count)
            if let first = start.first, PlainName.isSeparator(first) { start = start.dropFirst() }
        }
        let date = DateWritten(start)
        guard let written = date?.bytes ?? PlainName.dotted(start) else { return false }
        var after = start.dropFirst(written.count)
        var letter = ""
        if let first = after.first, first.isLetter, after.dropFirst().first.map(PlainName.isSeparator) ?? true {
            letter = String(decoding: [first.lowercased], as: UTF8.self)
            after = after.dropFirst()
        }
        guard after.first.map(PlainName.isSeparator) ?? true else { return false }
        numbers =
            if let date { [WrittenNumber(date.digits)] } else if !written.contains(UInt8(ascii: ".")) {
                [WrittenNumber(written)]
            } else {
                written.split(separator: UInt8(ascii: ".")).map { WrittenNumber($0) }
            }
        version = String(decoding: written, as: UTF8.self) + letter
        suffix = letter
        rest = after.drop(while: PlainName.isSeparator)
        return true
    }

    /// `1`, `001`, `1.2.3`: digits, and further digits after single dots.
    private static func dotted(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var taken = bytes.prefix(while: \.isDigit)
        guard !taken.isEmpty else { return nil }
        while true {
            let after = bytes.dropFirst(taken.count)
            guard after.first == UInt8(ascii: ".") else { return taken }
            let digits = after.dropFirst().prefix(while: \.isDigit)
            let next = after.dropFirst(1 + digits.count).first
            guard !digits.isEmpty, next.map(isSeparator) ?? true else { return taken }
            taken = bytes.prefix(taken.count + 1 + digits.count)
        }
    }
}

/// A date, with or without the time of day, in any of the ways in which file names write it:
/// `2024-01-02`, `2024_01_02_030405`, `20240102-030405`, `2024-01-02T03-04-05`.
private struct DateWritten {
    let bytes: ArraySlice<UInt8>
    var digits: [UInt8] { bytes.filter(\.isDigit) }

    // Undivided digits are an ordinary number; only a divided date needs to be told from number and name.
    private static let shapes = [[4, 2, 2, 2, 2, 2], [4, 2, 2, 6], [4, 2, 2, 4], [4, 2, 2], [8, 6], [8, 4]]

    init?(_ text: ArraySlice<UInt8>) {
        let first = text.prefix(while: \.isDigit).count
        // Nearly every name is done with here.
        guard first == 4 || first == 8, text.dropFirst(first).first.map(DateWritten.isDivider) == true,
            text.dropFirst(first + 1).first?.isDigit == true,
            let taken = DateWritten.shapes.lazy.compactMap({ DateWritten.take($0, from: text) }).first
        else { return nil }
        bytes = taken
    }

    private static func take(_ shape: [Int], from text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = text
        for (index, count) in shape.enumerated() {
            if index > 0 {
                guard let divider = rest.first, isDivider(divider) else { return nil }
                rest = rest.dropFirst()
            }
            guard rest.prefix(while: \.isDigit).count == count else { return nil }
            rest = rest.dropFirst(count)
        }
        let taken = text[..<rest.startIndex]
        return isDate(taken.filter(\.isDigit)) ? taken : nil
    }

    private static func isDivider(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "T"): true
        default: false
        }
    }

    private static func isDate(_ digits: [UInt8]) -> Bool {
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } }
        return (19...21).contains(number(0..<2)) && (1...12).contains(number(4..<6)) && (1...31).contains(number(6..<8))
    }
}
