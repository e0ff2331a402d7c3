import TreeGuardBase

/// The reading of rows for migrations in folders (Drizzle 1.x). A ledger that 0.x wrote has no names: 1.x gives it
/// names at its next run, by the moments, and this reads it as it would be then.
struct DrizzleFolderReading {
    private let rows: [DrizzleRow]
    private let migrations: LedgerMigrations
    private let isNamed: Bool
    /// The folder that each row belongs to.
    private let names: [String?]

    init(_ rows: [DrizzleRow], _ migrations: LedgerMigrations, isNamed: Bool) {
        (self.rows, self.migrations, self.isNamed) = (rows, migrations, isNamed)
        let folders = migrations.list.filter { $0.folderMoment != nil }
        names = isNamed ? rows.map(\.name) : rows.map { DrizzleFolderReading.name(of: $0, folders, migrations) }
    }

    /// To the second, then by the digest.
    private static func name(of row: DrizzleRow, _ folders: [Migration], _ all: LedgerMigrations) -> String? {
        let matches = { (migration: Migration) in
            all.content(of: migration).map { DrizzleHash($0).match(row.hash) != nil } ?? false
        }
        let moment = row.when.map { $0 / 1000 * 1000 }
        let candidates = folders.filter { $0.folderMoment == moment }
        if candidates.count == 1 { return candidates[0].identity.key }
        return (candidates.isEmpty ? folders : candidates).first(where: matches)?.identity.key
    }

    func read(_ migration: Migration, when: Int, into reading: inout LedgerReading) {
        let hash = migrations.content(of: migration).map { DrizzleHash($0) }
        if let index = names.firstIndex(of: migration.identity.key) {
            reading.explained.insert(index)
            return recorded(migration, hash, rows[index], into: &reading)
        }
        let known = Set(migrations.landing.map(\.identity.key))
        let renamed = rows.indices.first { index in
            hash?.match(rows[index].hash) != nil && !(names[index].map { known.contains($0) } ?? false)
        }
        guard let renamed else { return reading.set(.notRecorded(willRun: true), for: migration) }
        reading.explained.insert(renamed)
        reading.set(
            .recorded(.differs), for: migration,
            "it was recorded as \(Escaped(names[renamed] ?? "a row without a name")): drizzle goes by the folder's name "
                + "and would run it a second time; give the folder its old name back")
    }

    private func recorded(
        _ migration: Migration, _ hash: DrizzleHash?, _ row: DrizzleRow, into reading: inout LedgerReading
    ) {
        guard let hash, row.hasDigest else { return reading.set(.recorded(.notKept), for: migration) }
        switch hash.match(row.hash) {
        case .exact: reading.set(.recorded(.matches), for: migration)
        case .otherLineEndings:
            reading.set(
                .recorded(.matches), for: migration, "recorded with other line endings than the file has now")
        case nil: reading.set(.recorded(.differs), for: migration, DrizzleHash.difference)
        }
    }

    func addRemarks(to reading: inout LedgerReading, _ table: LedgerTable) {
        guard !isNamed, migrations.landing.contains(where: { $0.folderMoment != nil }) else { return }
        let lost = names.count { $0 == nil }
        guard lost > 0 else { return }
        reading.remarks.append(
            "\(table.description) is in the form of Drizzle 0.x, and \(lost) of its rows match no folder: "
                + "Drizzle 1.x will refuse to run")
    }
}
