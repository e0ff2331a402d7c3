/// A pattern over slash-separated names. `*` and `?` match within one component, `[a-z]` matches one character of a
/// set, `**` matches any number of components, `\` makes the next character literal. Matching costs at most pattern
/// times text.
package struct Glob: Hashable, Sendable, CustomStringConvertible {
    package let description: String
    private let segments: [[UInt8]]

    package init(_ pattern: String) {
        description = pattern
        var segments = pattern.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
        segments.removeAll { $0 == [UInt8(ascii: ".")] }
        self.segments = segments
    }

    package func matches(_ text: String) -> Bool { matches(RepositoryPath(text)) }

    package func matches(_ path: RepositoryPath) -> Bool {
        matches(path.bytes.split(separator: UInt8(ascii: "/")))
    }

    /// The shortest folder above the path that the pattern matches; the empty path if the pattern is `.` or empty.
    package func folder(above path: RepositoryPath) -> RepositoryPath? {
        let components = path.bytes.split(separator: UInt8(ascii: "/"))
        for count in 0..<max(components.count, 1) where matches(components.prefix(count)) {
            return RepositoryPath(bytes: components.prefix(count).joined(separator: [UInt8(ascii: "/")]))
        }
        return nil
    }

    private func matches(_ components: some RandomAccessCollection<ArraySlice<UInt8>>) -> Bool {
        Glob.matches(
            Array(components), segments, isStar: { $0 == [UInt8(ascii: "*"), UInt8(ascii: "*")] },
            fits: { component, segment in
                Glob.matches(
                    Array(component), Glob.atoms(of: segment), isStar: { $0 == .run }, fits: { $1.fits($0) })
            })
    }

    /// Matches items against a pattern in which a star matches any number of items. On a mismatch only the last star
    /// takes one item more: that is enough, and it bounds the cost.
    private static func matches<Item, Part>(
        _ items: [Item], _ parts: [Part], isStar: (Part) -> Bool, fits: (Item, Part) -> Bool
    ) -> Bool {
        var item = 0
        var part = 0
        var star: (part: Int, item: Int)?
        while item < items.count {
            if part < parts.count, isStar(parts[part]) {
                star = (part, item)
                part += 1
            } else if part < parts.count, fits(items[item], parts[part]) {
                item += 1
                part += 1
            } else if let last = star {
                star = (last.part, last.item + 1)
                item = last.item + 1
                part = last.part + 1
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy(isStar)
    }
}

extension Glob {
    /// One element of a pattern component.
    private enum Atom: Hashable {
        case run
        case any
        case byte(UInt8)
        case set([ClosedRange<UInt8>], negated: Bool)

        func fits(_ byte: UInt8) -> Bool {
            switch self {
            case .run: false
            case .any: true
            case .byte(let expected): byte == expected
            case .set(let ranges, let negated): ranges.contains { $0.contains(byte) } != negated
            }
        }
    }

    private static func atoms(of segment: [UInt8]) -> [Atom] {
        var atoms: [Atom] = []
        var index = 0
        while index < segment.count {
            switch segment[index] {
            case UInt8(ascii: "*"): atoms.append(.run)
            case UInt8(ascii: "?"): atoms.append(.any)
            case UInt8(ascii: "\\") where index + 1 < segment.count:
                index += 1
                atoms.append(.byte(segment[index]))
            case UInt8(ascii: "["):
                if let (set, end) = set(in: segment, from: index + 1) {
                    atoms.append(set)
                    index = end
                } else {
                    atoms.append(.byte(segment[index]))
                }
            case let byte: atoms.append(.byte(byte))
            }
            index += 1
        }
        return atoms
    }

    /// Reads a set up to its `]`. Returns nil without a `]`; then `[` is an ordinary character.
    private static func set(in segment: [UInt8], from start: Int) -> (Atom, end: Int)? {
        var index = start
        var ranges: [ClosedRange<UInt8>] = []
        var negated = false
        if index < segment.count, [UInt8(ascii: "!"), UInt8(ascii: "^")].contains(segment[index]) {
            negated = true
            index += 1
        }
        let first = index
        while index < segment.count {
            let low = segment[index]
            if low == UInt8(ascii: "]"), index > first { return (.set(ranges, negated: negated), index) }
            if index + 2 < segment.count, segment[index + 1] == UInt8(ascii: "-"),
                segment[index + 2] != UInt8(ascii: "]")
            {
                let high = segment[index + 2]
                if low <= high { ranges.append(low...high) }
                index += 3
            } else {
                ranges.append(low...low)
                index += 1
            }
        }
        return nil
    }
}
