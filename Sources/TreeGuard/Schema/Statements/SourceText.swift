/// The text of a file in any encoding, with notes on how it was decoded.
package struct SourceText: Hashable, Sendable {
    package enum Note: String, Hashable, Sendable, CaseIterable {
        case byteOrderMark = "starts with a byte order mark"
        case windowsLineEndings = "has Windows line endings"
        case utf16 = "is UTF-16; read as such, but psql and PostgreSQL would refuse it"
        case latin1 = "is not UTF-8; read as Latin-1"
        case nulBytes = "contains NUL bytes"
        case empty = "is empty"
        case commentsOnly = "holds only comments"
    }

    /// The decoded text. Byte offsets of statements count in it; lines and columns are also those of the file.
    package let text: String
    package let notes: Set<Note>

    package init(bytes: [UInt8]) {
        var notes: Set<Note> = []
        text = Decoding.text(of: bytes, notes: &notes)
        let utf8 = text.utf8
        if utf8.contains(0) { notes.insert(.nulBytes) }
        if utf8.contains(UInt8(ascii: "\r")) { notes.insert(.windowsLineEndings) }
        if let content = Decoding.content(of: text) {
            if content == .comments { notes.insert(.commentsOnly) }
        } else {
            notes.insert(.empty)
        }
        self.notes = notes
    }
}

private enum Decoding {
    enum Content { case comments, statements }

    static func text(of bytes: [UInt8], notes: inout Set<SourceText.Note>) -> String {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            notes.formUnion([.utf16, .byteOrderMark])
            return utf16(bytes.dropFirst(2), littleEndian: bytes[0] == 0xFF)
        }
        var body = bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            notes.insert(.byteOrderMark)
            body = bytes.dropFirst(3)
        }
        if let text = String(validating: body, as: UTF8.self) { return text }
        notes.insert(.latin1)
        var text = String.UnicodeScalarView()
        text.append(contentsOf: body.lazy.map { Unicode.Scalar($0) })
        return String(text)
    }

    /// Decodes UTF-16. A lone surrogate or an extra byte becomes U+FFFD, which cannot be part of an SQL keyword.
    private static func utf16(_ bytes: ArraySlice<UInt8>, littleEndian: Bool) -> String {
        let bytes = Array(bytes)
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2 + 1)
        for low in stride(from: 0, to: bytes.count, by: 2) {
            guard low + 1 < bytes.count else {
                units.append(0xFFFD)
                break
            }
            let first = UInt16(bytes[low])
            let second = UInt16(bytes[low + 1])
            units.append(littleEndian ? second << 8 | first : first << 8 | second)
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// The kind of content; nil for only white space. It reads up to the first token that is not a comment.
    static func content(of text: String) -> Content? {
        var rest = text.utf8[...]
        var sawComment = false
        while let byte = rest.first {
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                rest.removeFirst()
            } else if rest.starts(with: "--".utf8) {
                sawComment = true
                rest = rest.drop { $0 != 0x0A && $0 != 0x0D }
            } else if rest.starts(with: "/*".utf8) {
                sawComment = true
                guard let end = endOfBlockComment(rest) else { return .statements }
                rest = rest[end...]
            } else {
                return .statements
            }
        }
        return sawComment ? .comments : nil
    }

    /// The end of a block comment, which nests in PostgreSQL. Nil if it is never closed: that is an error, not a
    /// comment.
    private static func endOfBlockComment(_ comment: Substring.UTF8View) -> Substring.UTF8View.Index? {
        var rest = comment
        var depth = 0
        while !rest.isEmpty {
            if rest.starts(with: "/*".utf8) {
                depth += 1
                rest = rest.dropFirst(2)
            } else if rest.starts(with: "*/".utf8) {
                depth -= 1
                rest = rest.dropFirst(2)
                if depth == 0 { return rest.startIndex }
            } else {
                rest.removeFirst()
            }
        }
        return nil
    }
}
