import TreeGuardBase
import TreeGuardSchema

/// One row of drizzle's ledger.
struct DrizzleRow: Hashable, Sendable, CustomStringConvertible {
    var hash: String
    /// nil for NULL, which drizzle sorts before every other and takes for 0.
    var when: Int?
    /// Later than the server's own clock.
    var isInTheFuture: Bool
    /// The folder's name; nil in the form of 0.x.
    var name: String?

    init(_ row: [String?]) {
        func column(_ index: Int) -> String? { row.indices.contains(index) ? row[index] : nil }
        hash = column(0) ?? ""
        when = column(1).flatMap { Int($0) }
        isInTheFuture = column(2) == "t"
        name = column(3)
    }

    /// True if it is a digest at all: rows that people write by hand say "synced" or "manual".
    var hasDigest: Bool {
        hash.utf8.count == 64
            && hash.utf8.allSatisfy { $0.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
    }

    var description: String {
        let moment = when.map(drizzleMoment) ?? "NULL"
        return (name.map { "\(Escaped($0)), " } ?? "")
            + "created_at \(moment), hash \(Escaped(String(hash.prefix(12))))"
    }
}

/// The digests under which drizzle may have recorded a file: SHA-256 of its text as Node decodes it, which the line
/// endings of whoever ran it are part of.
struct DrizzleHash: Hashable, Sendable {
    private let exact: String
    private let others: Set<String>

    init(_ content: [UInt8]) {
        exact = DrizzleHash.asWritten(content)
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let unmarked = content.starts(with: mark) ? Array(content.dropFirst(3)) : content
        let unix = unmarked.withLineFeeds
        var windows: [UInt8] = []
        for byte in unix { windows += byte == 0x0A ? [0x0D, 0x0A] : [byte] }
        others = Set([unmarked, unix, windows].flatMap { [$0, mark + $0] }.map { DrizzleHash.asWritten($0) })
    }

    enum Match { case exact, otherLineEndings }

    func match(_ hash: String) -> Match? { hash == exact ? .exact : others.contains(hash) ? .otherLineEndings : nil }

    static func asWritten(_ content: [UInt8]) -> String {
        // Bytes that are no UTF-8 become U+FFFD, in Node as here.
        SHA256(of: Array(String(decoding: content, as: UTF8.self).utf8)).description
    }
}

extension [UInt8] {
    /// The text with every CRLF made LF.
    package var withLineFeeds: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(count)
        for index in indices where self[index] != 0x0D || index + 1 == endIndex || self[index + 1] != 0x0A {
            out.append(self[index])
        }
        return out
    }
}
