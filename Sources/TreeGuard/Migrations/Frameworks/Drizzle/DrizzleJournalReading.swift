import TreeGuardBase

/// The reading of rows for the entries of a journal (Drizzle 0.x).
struct DrizzleJournalReading {
    private let rows: [DrizzleRow]
    private let migrations: LedgerMigrations
    /// The row that drizzle compares with; of those without a moment, one of them.
    private let highest: DrizzleRow?
    /// The rows of each moment.
    private let byMoment: [Int?: [Int]]
    /// How many entries have each moment.
    private let entries: [Int: Int]

    init(_ rows: [DrizzleRow], _ migrations: LedgerMigrations) {
        self.rows = rows
        self.migrations = migrations
        // ORDER BY created_at DESC: NULL comes first.
        highest = rows.first { $0.when == nil } ?? rows.max { ($0.when ?? 0) < ($1.when ?? 0) }
        byMoment = Dictionary(grouping: rows.indices) { rows[$0].when }
        entries = Dictionary(migrations.landing.compactMap { $0.journalMoment.map { ($0, 1) } }, uniquingKeysWith: +)
    }

    func read(_ migration: Migration, when: Int, into reading: inout LedgerReading) {
        let hash = migrations.content(of: migration).map { DrizzleHash($0) }
        let own = byMoment[when] ?? []
        let matching = own.first { index in hash?.match(rows[index].hash) != nil }
        let isAlone = (entries[when] ?? 1) == 1
        if let index = matching ?? (isAlone ? own.first : nil) {
            reading.explained.formUnion(isAlone ? own : [index])
            recorded(migration, hash, rows[index], into: &reading)
        } else if hash == nil, !own.isEmpty {
            reading.explained.formUnion(own)
            reading.set(.recorded(.notKept), for: migration)
        } else if let index = rowElsewhere(hash) {
            reading.explained.insert(index)
            recordedElsewhere(migration, when: when, rows[index], into: &reading)
        } else {
            notRecorded(migration, when: when, into: &reading)
        }
    }

    private func recorded(
        _ migration: Migration, _ hash: DrizzleHash?, _ row: DrizzleRow, into reading: inout LedgerReading
    ) {
        guard let hash else { return reading.set(.recorded(.notKept), for: migration) }
        switch hash.match(row.hash) {
        case .exact: reading.set(.recorded(.matches), for: migration)
        case .otherLineEndings:
            reading.set(
                .recorded(.matches), for: migration, "recorded with other line endings than the file has now")
        case nil where row.hasDigest: reading.set(.recorded(.differs), for: migration, DrizzleHash.difference)
        case nil:
            reading.set(
                .recorded(.notKept), for: migration,
                "its row was written by hand: \"\(Escaped(row.hash))\" is no digest of a file")
        }
    }

    /// A row that has the text's digest, and a moment that no entry has.
    private func rowElsewhere(_ hash: DrizzleHash?) -> Int? {
        guard let hash else { return nil }
        return rows.indices.first { index in
            hash.match(rows[index].hash) != nil && rows[index].when.map { entries[$0] == nil } ?? true
        }
    }

    private func recordedElsewhere(
        _ migration: Migration, when: Int, _ row: DrizzleRow, into reading: inout LedgerReading
    ) {
        let recorded = row.when.map(drizzleMoment) ?? "NULL"
        let said = "it was recorded under created_at \(recorded), and the journal now says \(drizzleMoment(when))"
        if when > (highest?.when ?? 0) {
            reading.set(
                .recorded(.differs), for: migration,
                "\(said), above everything recorded: drizzle would run it a second time; put its `when` back")
        } else {
            reading.set(.recorded(.matches), for: migration, said)
        }
    }

    private func notRecorded(_ migration: Migration, when: Int, into reading: inout LedgerReading) {
        guard let highest, let bar = highest.when, when <= bar else {
            return reading.set(.notRecorded(willRun: true), for: migration)
        }
        let last = migrations.landing.first { $0.journalMoment == bar }?.identity.key
        let relation = when == bar ? "is equal to" : "is lower than"
        let whose = last.map { " (\(Escaped($0)))" } ?? " (a row that no entry of the journal has)"
        var why =
            "its `when` \(drizzleMoment(when)) \(relation) the last applied \(drizzleMoment(bar))\(whose): "
            + "drizzle will skip it for ever and say nothing"
        if highest.isInTheFuture { why += "; that one is dated in the future and blocks everything until then" }
        reading.set(
            .notRecorded(willRun: false), for: migration, why,
            "raise its `when` in meta/_journal.json above \(bar), or apply it by hand and run treeguard repair")
    }

    func readUnlisted(_ migration: Migration, into reading: inout LedgerReading) {
        let hash = migrations.content(of: migration).map { DrizzleHash($0) }
        if let index = rowElsewhere(hash) {
            reading.explained.insert(index)
            reading.set(.recorded(.matches), for: migration, "the journal does not list it; its digest is recorded")
        } else {
            reading.set(
                .notRecorded(willRun: false), for: migration, DrizzleJournalReading.unlisted(migration),
                "list it with a `when` above \(highest?.when.map(drizzleMoment) ?? "that of the entry before it"): "
                    + "npx drizzle-kit generate --custom makes an entry to put its SQL into")
        }
    }

    static func unlisted(_ migration: Migration) -> String {
        "meta/_journal.json does not list \(Escaped(migration.path.name)): drizzle does not see the file and will never run it"
    }

    func addRemarks(to reading: inout LedgerReading, _ table: LedgerTable) {
        guard !entries.isEmpty, rows.contains(where: { $0.when == nil }) else { return }
        reading.remarks.append(
            "\(table.description) has a row without created_at: drizzle takes it for the last one and would run "
                + "the whole journal again")
    }
}

extension DrizzleHash {
    static let difference = "the hash in its row is not that of the file: the file was edited after it ran"
}

extension Migration {
    var journalMoment: Int? { if case .journal(let when) = bookkeeping { when } else { nil } }
    var folderMoment: Int? { if case .folder(let when) = bookkeeping { when } else { nil } }
}
