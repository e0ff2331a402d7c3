/// A text as one word of a line: characters that would end the word or the line are percent-encoded, as in a URL.
package struct Word: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    package init(_ text: String) {
        // An empty word would be invisible between two spaces.
        description =
            text.isEmpty
            ? "%"
            : text.utf8.reduce(into: "") { out, byte in
                if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "%") {
                    out.unicodeScalars.append(Unicode.Scalar(byte))
                } else {
                    out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
                }
            }
    }

    /// The text that a word encodes; nil if `Word` never writes this.
    package static func read(_ word: some StringProtocol) -> String? {
        if word == "%" { return "" }
        var bytes: [UInt8] = []
        var rest = Array(word.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
