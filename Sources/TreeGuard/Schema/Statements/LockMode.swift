/// PostgreSQL's modes of locking a relation, the weakest first.
package enum LockMode: Int, Hashable, Sendable, CaseIterable, Comparable {
    case accessShare = 1
    case rowShare, rowExclusive, shareUpdateExclusive, share, shareRowExclusive, exclusive, accessExclusive

    package static func < (a: LockMode, b: LockMode) -> Bool { a.rawValue < b.rawValue }

    /// The mode as `LOCK TABLE ... IN ... MODE` says it.
    package var words: String {
        switch self {
        case .accessShare: "ACCESS SHARE"
        case .rowShare: "ROW SHARE"
        case .rowExclusive: "ROW EXCLUSIVE"
        case .shareUpdateExclusive: "SHARE UPDATE EXCLUSIVE"
        case .share: "SHARE"
        case .shareRowExclusive: "SHARE ROW EXCLUSIVE"
        case .exclusive: "EXCLUSIVE"
        case .accessExclusive: "ACCESS EXCLUSIVE"
        }
    }

    /// The mode as pg_locks says it: "ShareUpdateExclusiveLock".
    package var catalogName: String {
        words.split(separator: " ").map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined() + "Lock"
    }

    package init?(catalogName: String) {
        guard let mode = LockMode.allCases.first(where: { $0.catalogName == catalogName }) else { return nil }
        self = mode
    }

    /// True if a SELECT waits for it.
    package var stopsReaders: Bool { conflicts(with: .accessShare) }
    /// True if INSERT, UPDATE and DELETE wait for it.
    package var stopsWriters: Bool { conflicts(with: .rowExclusive) }

    /// The table of PostgreSQL's manual, "Conflicting Lock Modes".
    package func conflicts(with other: LockMode) -> Bool {
        switch self {
        case .accessShare: other == .accessExclusive
        case .rowShare: other >= .exclusive
        case .rowExclusive: other >= .share
        case .shareUpdateExclusive: other >= .shareUpdateExclusive
        case .share: other >= .rowExclusive && other != .share
        case .shareRowExclusive: other >= .rowExclusive
        case .exclusive: other >= .rowShare
        case .accessExclusive: true
        }
    }
}
