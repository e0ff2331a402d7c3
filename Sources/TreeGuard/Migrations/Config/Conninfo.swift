import TreeGuardBase

/// libpq's other form of an address: `host=db.example.com dbname=app password='a b'`.
struct Conninfo {
    let pairs: [(key: String, value: String)]

    /// Parses the text; nil if it is not of this form.
    init?(_ text: String) {
        var pairs: [(key: String, value: String)] = []
        var rest = Array(text.utf8)[...]
        while true {
            rest = rest.drop(while: Conninfo.isSpace)
            if rest.isEmpty { break }
            let key = rest.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
            rest = rest.dropFirst(key.count).drop(while: Conninfo.isSpace)
            guard !key.isEmpty, rest.popFirst() == UInt8(ascii: "=") else { return nil }
            rest = rest.drop(while: Conninfo.isSpace)
            guard let value = Conninfo.value(&rest) else { return nil }
            pairs.append((String(decoding: key, as: UTF8.self), value))
        }
        self.pairs = pairs
    }

    init(_ pairs: [(key: String, value: String)]) { self.pairs = pairs }

    subscript(_ key: String) -> String? { pairs.last { $0.key == key }?.value }

    /// True if it names a place to connect to.
    var isAddress: Bool { ["host", "hostaddr", "service", "dbname"].contains { self[$0] != nil } }

    /// The host names and addresses. A name counts by itself, whatever `hostaddr` says.
    var hosts: [String] {
        ((self["host"] ?? "").split(separator: ",") + (self["hostaddr"] ?? "").split(separator: ",")).map(String.init)
    }

    var text: String {
        pairs.map { pair in
            var value: [UInt8] = []
            for byte in pair.value.utf8 {
                if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\") { value.append(UInt8(ascii: "\\")) }
                value.append(byte)
            }
            return "\(pair.key)='\(String(decoding: value, as: UTF8.self))'"
        }.joined(separator: " ")
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func value(_ rest: inout ArraySlice<UInt8>) -> String? {
        let isQuoted = rest.first == UInt8(ascii: "'")
        if isQuoted { rest = rest.dropFirst() }
        var out: [UInt8] = []
        while let byte = rest.first {
            if isQuoted ? byte == UInt8(ascii: "'") : isSpace(byte) { break }
            rest = rest.dropFirst()
            if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() {
                out.append(escaped)
            } else {
                out.append(byte)
            }
        }
        if isQuoted, rest.popFirst() == nil { return nil }
        return String(decoding: out, as: UTF8.self)
    }
}
