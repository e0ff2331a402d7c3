/// Adds our lines to another file's text. All other bytes stay; the text need not be UTF-8.
package enum JoinedText {
    package enum Place: Sendable, Hashable {
        case end
        /// Below the `#!` line, before any command that could end the script early.
        case top
    }

    package static func adding(_ lines: [String], to text: [UInt8], at place: Place) -> [UInt8] {
        let ours = lines.flatMap { Array($0.utf8) + [newline] }
        switch place {
        case .end: return text + (isOpen(text) ? [newline] : []) + ours
        case .top:
            guard text.starts(with: "#!".utf8), let end = text.firstIndex(of: newline) else { return ours + text }
            return text[...end] + ours + text[(end + 1)...]
        }
    }

    /// The text without these lines, also after edits around them; nil if it has none of them.
    ///
    /// - Parameter wasOpen: whether the text did not end in a line end before the lines were added
    package static func removing(_ lines: [String], from text: [UInt8], wasOpen: Bool) -> [UInt8]? {
        var rows = text.split(separator: newline, omittingEmptySubsequences: false).map(Array.init)
        var isLast = false
        var found = false
        for line in lines {
            let wanted = Array(line.utf8)
            // An editor may have changed the line ends.
            guard let index = rows.firstIndex(where: { $0 == wanted || $0 == wanted + [UInt8(ascii: "\r")] }) else {
                continue
            }
            rows.remove(at: index)
            found = true
            isLast = rows[index...].allSatisfy(\.isEmpty)
        }
        guard found else { return nil }
        // The line end that was added before our lines.
        if wasOpen, isLast, rows.last == [] { rows.removeLast() }
        return Array(rows.joined(separator: [newline]))
    }

    package static func isOpen(_ text: [UInt8]) -> Bool { !text.isEmpty && text.last != newline }

    private static let newline = UInt8(ascii: "\n")
}
