import TreeGuardBase

/// The message without the user and password of any URL in it: `https://user:secret@host` loses them.
func withoutPasswords(_ message: String) -> String {
    var out = ""
    var rest = message[...]
    while let start = rest.firstRange(of: "://")?.upperBound {
        out += rest[..<start]
        rest = rest[start...]
        // Up to the word's last @: a password may contain slashes, and hiding too much does no harm.
        guard let at = rest.prefix(while: { !$0.isWhitespace }).lastIndex(of: "@") else { continue }
        out += "‹redacted›"
        rest = rest[at...]
    }
    return out + rest
}
