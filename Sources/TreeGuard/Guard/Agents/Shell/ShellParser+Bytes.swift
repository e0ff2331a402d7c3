import TreeGuardBase

extension ShellParser {
    var next: UInt8? { peek(0) }

    func peek(_ distance: Int) -> UInt8? { position + distance < bytes.count ? bytes[position + distance] : nil }

    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    mutating func skipBlanks() {
        while let byte = next {
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") {
                position += 1
            } else if byte == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "\n") {
                position += 2
            } else {
                return
            }
        }
    }

    mutating func skipLine() { while let byte = next, byte != UInt8(ascii: "\n") { position += 1 } }

    /// Skips `((1 + 2))` from the second parenthesis on; returns false and reads nothing if it is not arithmetic.
    mutating func skipArithmetic() -> Bool {
        var open = 1
        var end = position
        while end < bytes.count, open > 0 {
            switch bytes[end] {
            case UInt8(ascii: "("): open += 1
            case UInt8(ascii: ")"): open -= 1
            case _ where "`\n'\";".utf8.contains(bytes[end]): return false
            case UInt8(ascii: "$") where end + 1 < bytes.count && bytes[end + 1] == UInt8(ascii: "("): return false
            default: break
            }
            end += 1
        }
        guard open == 0, bytes[end - 2] == UInt8(ascii: ")") else { return false }
        position = end
        return true
    }

    static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, first.isLetter || first == UInt8(ascii: "_") else { return false }
        return text.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    }

    /// Reads lines up to the one that ends a here-document, or to the end of the text, as shells do.
    mutating func document(until end: String, stripsTabs: Bool) -> String {
        var lines: [String] = []
        while position < bytes.count {
            let line = bytes[position...].prefix { $0 != UInt8(ascii: "\n") }
            position = min(line.endIndex + 1, bytes.count)
            let text = String(decoding: stripsTabs ? line.drop { $0 == UInt8(ascii: "\t") } : line, as: UTF8.self)
            if text == end { break }
            lines.append(text)
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
