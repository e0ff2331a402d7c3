/// The ends of quoted text. Every function takes the position of the opening and returns the one after the closing, or
/// the end of the text where nothing closes it: the parser then says so.
extension Bytes {
    func endOfLine(from start: Int) -> Int {
        var index = start
        while index < count, !Lexical.endsLine(base[index]) { index += 1 }
        return index
    }

    /// Block comments nest.
    func endOfBlockComment(at start: Int) -> Int {
        var index = start
        var depth = 0
        while index < count {
            if base[index] == UInt8(ascii: "/"), self[index + 1] == UInt8(ascii: "*") {
                depth += 1
                index += 2
            } else if base[index] == UInt8(ascii: "*"), self[index + 1] == UInt8(ascii: "/") {
                depth -= 1
                index += 2
                if depth == 0 { return index }
            } else {
                index += 1
            }
        }
        return count
    }

    /// A doubled quote stands for one; a backslash escapes in E'' only.
    func endOfQuoted(at start: Int, escapes: Bool = false) -> Int {
        let quote = base[start]
        var index = start + 1
        while index < count {
            let byte = base[index]
            if byte == quote {
                guard self[index + 1] == quote else { return index + 1 }
                index += 2
            } else if escapes, byte == UInt8(ascii: "\\") {
                index += 2
            } else {
                index += 1
            }
        }
        return count
    }

    /// nil where the dollar opens no quote (`$1`, `$`).
    func endOfDollarQuoted(at start: Int) -> Int? {
        var tagEnd = start + 1
        if Lexical.startsName(self[tagEnd]) {
            while Lexical.startsName(self[tagEnd]) || Lexical.isDigit(self[tagEnd]) { tagEnd += 1 }
        }
        guard self[tagEnd] == UInt8(ascii: "$") else { return nil }
        let length = tagEnd + 1 - start
        var index = tagEnd + 1
        while index + length <= count {
            if base[index] == UInt8(ascii: "$"), matches(start..<start + length, at: index) { return index + length }
            index += 1
        }
        return count
    }

    private func matches(_ range: Range<Int>, at index: Int) -> Bool {
        for offset in 0..<range.count where base[range.lowerBound + offset] != base[index + offset] { return false }
        return true
    }

    /// White space and comments.
    func endOfTrivia(from start: Int) -> Int {
        var index = start
        while index < count {
            let byte = base[index]
            if Lexical.isSpace(byte) {
                index += 1
            } else if byte == UInt8(ascii: "-"), self[index + 1] == UInt8(ascii: "-") {
                index = endOfLine(from: index)
            } else if byte == UInt8(ascii: "/"), self[index + 1] == UInt8(ascii: "*") {
                index = endOfBlockComment(at: index)
            } else {
                break
            }
        }
        return index
    }

    func startOfLine(before end: Int) -> Int {
        var index = end
        while index > 0, base[index - 1] != 0x0A { index -= 1 }
        return index
    }

    /// The position after the line `\.` that ends the rows of COPY ... FROM stdin; nil where there is none.
    func endOfCopiedRows(from start: Int) -> Int? {
        var index = start
        while index < count {
            var end = index
            while end < count, base[end] != 0x0A { end += 1 }
            let length = end - index - (end > index && base[end - 1] == 0x0D ? 1 : 0)
            if length == 2, base[index] == UInt8(ascii: "\\"), base[index + 1] == UInt8(ascii: ".") { return end }
            index = end + 1
        }
        return nil
    }
}
