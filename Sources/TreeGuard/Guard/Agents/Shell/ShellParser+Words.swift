import TreeGuardBase

extension ShellParser {
    typealias Inner = [[ShellLine.Item]]

    /// A word while it is read.
    private struct Draft {
        var text: [UInt8] = []
        var isLiteral = true
        /// True without quotes and expansions: only such a word can be a keyword of the shell.
        var isPlain = true
        var inner: Inner = []

        mutating func expand(_ source: ArraySlice<UInt8>) {
            text += source
            isLiteral = false
            isPlain = false
        }
    }

    /// Reads the next word, whether it is plain, and its substitutions.
    mutating func word() throws(ShellLine.Unreadable) -> (word: ShellWord, isPlain: Bool, inner: Inner) {
        var draft = Draft()
        let start = position
        while let byte = next, !" \t\r\n;&|()<>".utf8.contains(byte) {
            switch byte {
            case UInt8(ascii: "'"): try quoted(&draft)
            case UInt8(ascii: "\""): try doubleQuoted(&draft)
            case UInt8(ascii: "$"): try dollar(&draft, isQuoted: false)
            case UInt8(ascii: "`"): try backquoted(&draft)
            case UInt8(ascii: "\\"):
                position += 2
                draft.isPlain = false
                if position <= bytes.count, bytes[position - 1] != UInt8(ascii: "\n") {
                    draft.text.append(bytes[position - 1])
                }
            default:
                position += 1
                draft.text.append(byte)
                // The shell expands a pattern or braces, perhaps to several words.
                if "*?[".utf8.contains(byte) || byte == UInt8(ascii: ","), isPattern(byte, draft.text) {
                    draft.isLiteral = false
                }
            }
        }
        // `a=(1 2)`: a list, which is one word.
        if draft.text.last == UInt8(ascii: "="), next == UInt8(ascii: "(") {
            position += 1
            draft.inner.append(try items(closing: UInt8(ascii: ")")))
            draft.text = []
            draft.expand(bytes[start..<position])
        }
        guard position > start else { throw ShellLine.Unreadable(why: "a word is missing") }
        return (
            ShellWord(String(decoding: draft.text, as: UTF8.self), isLiteral: draft.isLiteral), draft.isPlain,
            draft.inner
        )
    }

    private func isPattern(_ byte: UInt8, _ text: [UInt8]) -> Bool {
        byte != UInt8(ascii: ",") || text.contains(UInt8(ascii: "{"))
    }

    private mutating func quoted(_ draft: inout Draft) throws(ShellLine.Unreadable) {
        guard let end = bytes[(position + 1)...].firstIndex(of: UInt8(ascii: "'")) else {
            throw ShellLine.Unreadable(why: "a quote is not closed")
        }
        draft.text += bytes[(position + 1)..<end]
        draft.isPlain = false
        position = end + 1
    }

    private mutating func doubleQuoted(_ draft: inout Draft) throws(ShellLine.Unreadable) {
        position += 1
        draft.isPlain = false
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return
            default: try insideDoubleQuotes(byte, &draft)
            }
        }
        throw ShellLine.Unreadable(why: "a quote is not closed")
    }

    private mutating func insideDoubleQuotes(_ byte: UInt8, _ draft: inout Draft) throws(ShellLine.Unreadable) {
        switch byte {
        case UInt8(ascii: "$"): try dollar(&draft, isQuoted: true)
        case UInt8(ascii: "`"): try backquoted(&draft)
        case UInt8(ascii: "\\"):
            guard let escaped = peek(1) else { throw ShellLine.Unreadable(why: "a quote is not closed") }
            position += 2
            if escaped == UInt8(ascii: "\n") { return }
            if !"$`\"\\".utf8.contains(escaped) { draft.text.append(byte) }
            draft.text.append(escaped)
        default:
            position += 1
            draft.text.append(byte)
        }
    }

    /// The substitutions in a here-document's text, in which quotes have no meaning.
    mutating func substitutionsOfDocument() throws(ShellLine.Unreadable) -> Inner {
        var draft = Draft()
        while let byte = next {
            if byte == UInt8(ascii: "\\"), peek(1) == nil { break }
            try insideDoubleQuotes(byte, &draft)
        }
        return draft.inner
    }

    private mutating func dollar(_ draft: inout Draft, isQuoted: Bool) throws(ShellLine.Unreadable) {
        let start = position
        position += 1
        switch next {
        case UInt8(ascii: "("):
            position += 1
            if next != UInt8(ascii: "(") || !skipArithmetic() {
                draft.inner.append(try items(closing: UInt8(ascii: ")")))
            }
        case UInt8(ascii: "{"): try braced(&draft, isQuoted: isQuoted)
        case UInt8(ascii: "'") where !isQuoted:
            try ansiQuoted(&draft)
            return
        case UInt8(ascii: "\"") where !isQuoted:
            try doubleQuoted(&draft)
            return
        case let byte? where byte.isLetter || byte == UInt8(ascii: "_"):
            while let byte = next, byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") { position += 1 }
        case let byte? where byte.isDigit || "?!@*#$-".utf8.contains(byte): position += 1
        default:
            draft.text.append(UInt8(ascii: "$"))
            return
        }
        draft.expand(bytes[start..<position])
    }

    /// Reads `${name:-default}` from the brace on.
    private mutating func braced(_ draft: inout Draft, isQuoted: Bool) throws(ShellLine.Unreadable) {
        guard depth < ShellParser.deepest else { throw ShellLine.Unreadable(why: "it is too deeply nested") }
        depth += 1
        defer { depth -= 1 }
        var inside = Draft()
        position += 1
        while let byte = next {
            switch byte {
            case UInt8(ascii: "}"):
                position += 1
                draft.inner += inside.inner
                return
            case UInt8(ascii: "'") where !isQuoted: try quoted(&inside)
            case UInt8(ascii: "\""): try doubleQuoted(&inside)
            default: try insideDoubleQuotes(byte, &inside)
            }
        }
        throw ShellLine.Unreadable(why: "a brace is not closed")
    }

    /// Reads `$'...'` with C escapes: it counts as literal only without an escape.
    private mutating func ansiQuoted(_ draft: inout Draft) throws(ShellLine.Unreadable) {
        let start = position - 1
        position += 1
        while let byte = next, byte != UInt8(ascii: "'") { position += byte == UInt8(ascii: "\\") ? 2 : 1 }
        guard next != nil else { throw ShellLine.Unreadable(why: "a quote is not closed") }
        let text = bytes[(start + 2)..<position]
        position += 1
        draft.isPlain = false
        if text.contains(UInt8(ascii: "\\")) { draft.expand(text) } else { draft.text += text }
    }

    private mutating func backquoted(_ draft: inout Draft) throws(ShellLine.Unreadable) {
        let start = position
        var text: [UInt8] = []
        position += 1
        while let byte = next, byte != UInt8(ascii: "`") {
            if byte == UInt8(ascii: "\\"), let escaped = peek(1), "`\\$".utf8.contains(escaped) {
                text.append(escaped)
                position += 2
            } else {
                text.append(byte)
                position += 1
            }
        }
        guard take(UInt8(ascii: "`")) else { throw ShellLine.Unreadable(why: "a backquote is not closed") }
        var parser = ShellParser(text, depth: depth)
        draft.inner.append(try parser.items())
        draft.expand(bytes[start..<position])
    }
}
