import TreeGuardBase

/// A piece of Python source, as far as assignments of literals need it told apart.
enum PythonToken: Hashable, Sendable {
    case name(String)
    /// A string whose value is written out.
    case string(String)
    /// An f-string, a bytes literal, an escape by Unicode name: its value is not in the text.
    case computedString
    /// An operator or a bracket; what ends in `=` is one token.
    case mark(String)
    case number

    static func mark(_ byte: UInt8) -> PythonToken { .mark(String(decoding: [byte], as: UTF8.self)) }
}

/// One logical line of Python: brackets and backslashes join lines, semicolons part them.
struct PythonLine: Hashable, Sendable {
    var tokens: [PythonToken]
    /// True if it belongs to a block.
    var isIndented: Bool
}

/// Takes Python source apart without running it. Tolerant: what it does not understand becomes a token that no literal
/// begins with.
struct PythonLexer {
    private let bytes: [UInt8]
    private var index = 0
    private var lines: [PythonLine] = []

    static func lines(of source: [UInt8]) -> [PythonLine] {
        var lexer = PythonLexer(source)
        lexer.run()
        return lexer.lines
    }

    private init(_ source: [UInt8]) {
        bytes = source.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(source.dropFirst(3)) : source
    }

    private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }
    private func peek(_ offset: Int) -> UInt8? { index + offset < bytes.count ? bytes[index + offset] : nil }
    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private mutating func run() {
        while index < bytes.count {
            let start = index
            // A form feed at the beginning of a line does not indent it.
            while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0C { index += 1 }
            let isIndented = bytes[start..<index].contains { $0 != 0x0C }
            logicalLine(isIndented)
        }
    }

    private mutating func logicalLine(_ isIndented: Bool) {
        var tokens: [PythonToken] = []
        var depth = 0
        func finish(_ lines: inout [PythonLine]) {
            if !tokens.isEmpty { lines.append(PythonLine(tokens: tokens, isIndented: isIndented)) }
            tokens = []
        }
        while let byte {
            switch byte {
            case _ where Self.isLineEnd(byte):
                index += 1
                if depth == 0 { return finish(&lines) }
            case 0x20, 0x09, 0x0C: index += 1
            case UInt8(ascii: "#"): while let byte = self.byte, !Self.isLineEnd(byte) { index += 1 }
            case UInt8(ascii: "\\"):
                index += 1
                if self.byte == 0x0D { index += 1 }
                if self.byte == 0x0A { index += 1 }
            case UInt8(ascii: ";") where depth == 0:
                index += 1
                finish(&lines)
            default: tokens.append(token(&depth))
            }
        }
        finish(&lines)
    }

    private mutating func token(_ depth: inout Int) -> PythonToken {
        let byte = bytes[index]
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return string(prefix: []) }
        if Self.isWord(byte) { return word() }
        index += 1
        if "([{".utf8.contains(byte) { depth += 1 }
        if ")]}".utf8.contains(byte) { depth = max(0, depth - 1) }
        if self.byte == UInt8(ascii: "="), "=!<>+-*/%&|^@:".utf8.contains(byte) {
            index += 1
            return .mark(String(decoding: [byte, UInt8(ascii: "=")], as: UTF8.self))
        }
        return .mark(byte)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private mutating func word() -> PythonToken {
        let start = index
        while let byte, Self.isWord(byte) { index += 1 }
        let word = bytes[start..<index]
        if let byte, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), word.count <= 2,
            word.allSatisfy({ "rbuft".utf8.contains($0.lowercased) })
        {
            return string(prefix: Set(word.map(\.lowercased)))
        }
        return bytes[start].isDigit ? .number : .name(String(decoding: word, as: UTF8.self))
    }

    private mutating func string(prefix: Set<UInt8>) -> PythonToken {
        let quote = bytes[index]
        let isTriple = peek(1) == quote && peek(2) == quote
        let isRaw = prefix.contains(UInt8(ascii: "r"))
        var isComputed = !prefix.isDisjoint(with: "bft".utf8)
        index += isTriple ? 3 : 1
        var value: [UInt8] = []
        while let byte {
            if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
                index += isTriple ? 3 : 1
                return isComputed ? .computedString : .string(String(decoding: value, as: UTF8.self))
            }
            if !isTriple, Self.isLineEnd(byte) { break }
            if byte == UInt8(ascii: "\\") {
                if !escape(isRaw: isRaw, &value) { isComputed = true }
            } else {
                value.append(byte)
                index += 1
            }
        }
        return .computedString
    }

    /// Reads what follows a backslash; false where the value is not in the text.
    private mutating func escape(isRaw: Bool, _ value: inout [UInt8]) -> Bool {
        let next = peek(1)
        index += min(2, bytes.count - index)
        guard let next else { return false }
        if isRaw {
            value += [UInt8(ascii: "\\"), next]
            return true
        }
        switch next {
        case 0x0D: if byte == 0x0A { index += 1 }
        case 0x0A: break
        case UInt8(ascii: "n"): value.append(0x0A)
        case UInt8(ascii: "t"): value.append(0x09)
        case UInt8(ascii: "r"): value.append(0x0D)
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): value.append(next)
        case UInt8(ascii: "x"): return code(digits: 2, &value)
        case UInt8(ascii: "u"): return code(digits: 4, &value)
        case UInt8(ascii: "U"): return code(digits: 8, &value)
        case UInt8(ascii: "N"), UInt8(ascii: "a"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "v"),
            UInt8(ascii: "0")...UInt8(ascii: "7"):
            return false
        default: value += [UInt8(ascii: "\\"), next]
        }
        return true
    }

    private mutating func code(digits: Int, _ value: inout [UInt8]) -> Bool {
        let text = String(decoding: bytes[index..<min(index + digits, bytes.count)], as: UTF8.self)
        guard text.utf8.count == digits, let number = UInt32(text, radix: 16), let scalar = Unicode.Scalar(number)
        else {
            return false
        }
        index += digits
        value += Array(String(Character(scalar)).utf8)
        return true
    }
}
