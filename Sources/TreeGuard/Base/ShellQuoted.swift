/// A word quoted for a POSIX shell, so that users can copy a printed command as it is.
package struct ShellQuoted: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    package init(_ word: String) {
        let plain = !word.isEmpty && word.utf8.allSatisfy(ShellQuoted.isPlain)
        guard !plain else {
            description = word
            return
        }
        let escaped = Escaped(word).description
        guard escaped == word else {
            // Control characters have a printable form only inside $'...', which bash, zsh, ksh and busybox know.
            description = "$'" + ShellQuoted.ansi(word) + "'"
            return
        }
        let parts = word.split(separator: "'", omittingEmptySubsequences: false)
        description = "'" + parts.joined(separator: #"'\''"#) + "'"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-_./:@%+=,".utf8.contains(byte)
        }
    }

    private static func ansi(_ word: String) -> String {
        word.utf8.reduce(into: "") { out, byte in
            switch byte {
            case UInt8(ascii: "'"): out += #"\'"#
            case UInt8(ascii: "\\"): out += #"\\"#
            case 0x20..<0x7F: out.unicodeScalars.append(Unicode.Scalar(byte))
            default: out += #"\x"# + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
    }
}
