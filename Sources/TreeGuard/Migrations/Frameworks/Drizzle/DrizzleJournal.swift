import TreeGuardBase

/// `meta/_journal.json` of Drizzle 0.x: which files count, in which order, and the moment that stands for each.
struct DrizzleJournal: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        /// The file's name without `.sql`.
        var tag: String
        /// Milliseconds since 1970, when the file was generated. drizzle compares nothing else.
        var when: Int
    }

    /// In the order in which drizzle runs them, whatever their `idx` and `when` say.
    var entries: [Entry]
    /// "postgresql", "mysql"; nil where the journal does not say.
    var dialect: String?

    init(entries: [Entry], dialect: String? = nil) {
        self.entries = entries
        self.dialect = dialect
    }

    init(_ bytes: [UInt8]) throws(JSON.Malformed) {
        let json = try JSON.parse(bytes)
        guard let listed = json["entries"]?.elements else {
            throw JSON.Malformed(why: "there is no list of entries", line: 1)
        }
        var entries: [Entry] = []
        for (index, entry) in listed.enumerated() {
            guard let tag = entry["tag"]?.string, !tag.isEmpty, let when = entry["when"]?.integer else {
                throw JSON.Malformed(why: "entry \(index) has no tag, or no whole number as its when", line: 1)
            }
            guard !entries.contains(where: { $0.tag == tag }) else {
                throw JSON.Malformed(why: "\(Escaped(tag)) is listed twice", line: 1)
            }
            entries.append(Entry(tag: tag, when: when))
        }
        self.init(entries: entries, dialect: json["dialect"]?.string)
    }

    var isForPostgreSQL: Bool { dialect.map { ["postgresql", "pg", "postgres"].contains($0) } ?? true }
}

/// A moment as drizzle writes it, with the date that people read: `1760414433401 (2025-10-14T04:00:33Z)`.
func drizzleMoment(_ milliseconds: Int) -> String {
    let seconds = Int64(milliseconds / 1000)
    // Beyond the year 9999 it is no date that anybody meant.
    guard seconds >= 0, seconds < 253_402_300_800 else { return "\(milliseconds)" }
    return "\(milliseconds) (\(Timestamp(secondsSinceEpoch: seconds)))"
}
