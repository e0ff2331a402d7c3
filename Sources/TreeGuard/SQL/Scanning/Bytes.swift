/// A text as bytes, ending before `count`; a byte beyond it reads as NUL.
struct Bytes {
    let base: UnsafePointer<UInt8>
    let count: Int

    subscript(index: Int) -> UInt8 { index < count ? base[index] : 0 }

    func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self)
    }

    /// True if the word that starts here is this one, in any case. `word` is in upper case.
    func isWord(_ word: StaticString, at start: Int, length: Int) -> Bool {
        guard length == word.utf8CodeUnitCount else { return false }
        for offset in 0..<length where base[start + offset] & 0xDF != word.utf8Start[offset] { return false }
        return true
    }
}

/// The classes of bytes that PostgreSQL's lexer knows.
enum Lexical {
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    /// Every byte of a character beyond ASCII may be part of a name.
    static func startsName(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
    }
    static func continuesName(_ byte: UInt8) -> Bool {
        startsName(byte) || isDigit(byte) || byte == UInt8(ascii: "$")
    }
    static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
