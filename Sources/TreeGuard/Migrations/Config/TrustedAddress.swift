import TreeGuardBase

/// An IPv4 address, or a small network of them, that a firewall may let in.
package struct TrustedAddress: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// The reason why a text is not such an address, and the form to write instead.
    package struct Unfit: Error, Hashable, Sendable {
        package let why: String
        package let next: String
    }

    /// The largest network: an office, not a provider.
    private static let shortestPrefix = 16

    package init(_ text: String) throws(Unfit) {
        let shown = Escaped(text)
        if text.utf8.contains(UInt8(ascii: ":")) {
            throw Unfit(
                why: "\(shown) is no IPv4 address, and trusted sources take no IPv6",
                next: "give this machine's public IPv4 address: --ip 203.0.113.7")
        }
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = Self.number(first) else {
            throw Unfit(why: "\(shown) is no IPv4 address", next: "write --ip 203.0.113.7, or --ip 203.0.113.0/24")
        }
        if parts.count == 2 {
            guard let prefix = Self.decimal(parts[1], atMost: 32), prefix >= Self.shortestPrefix else {
                throw Unfit(
                    why: "\(shown) is no network of /\(Self.shortestPrefix) to /32",
                    next: "let in only where you are: --ip 203.0.113.7")
            }
            let network = prefix == 0 ? 0 : address & (UInt32.max << (32 - UInt32(prefix)))
            guard network == address else {
                throw Unfit(
                    why: "\(shown) is an address inside of a network",
                    next: "write --ip \(first), or the network: --ip \(Self.dotted(network))/\(prefix)")
            }
        }
        // Loopback, unspecified and multicast addresses: no connection comes from them.
        guard ![0, 127].contains(address >> 24), address >> 24 < 224 else {
            throw Unfit(
                why: "no connection reaches the database from \(shown)",
                next: "give the address that the database sees this machine by")
        }
        description = text
    }

    private static func number(_ text: Substring) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var number: UInt32 = 0
        for part in parts {
            guard let byte = decimal(part, atMost: 255) else { return nil }
            number = number << 8 | UInt32(byte)
        }
        return number
    }

    /// Reads digits without a leading zero, which some programs read as octal.
    private static func decimal(_ text: Substring, atMost limit: Int) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 3, text.utf8.allSatisfy(\.isDigit),
            text.utf8.count == 1 || text.utf8.first != UInt8(ascii: "0"), let number = Int(text), number <= limit
        else { return nil }
        return number
    }

    private static func dotted(_ number: UInt32) -> String {
        [24, 16, 8, 0].map { String(number >> $0 & 255) }.joined(separator: ".")
    }
}
