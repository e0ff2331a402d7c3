import TreeGuardBase

extension Drizzle {
    /// New entries that drizzle will pass over wherever an entry before them was applied first.
    package func problems(in discovery: Discovery) -> [Problem] {
        guard discovery.migrations.contains(where: { $0.framework == id }) else { return [] }
        let entries = discovery.landing.compactMap { migration -> DrizzleEntry? in
            guard migration.framework == id, case .journal(let when) = migration.bookkeeping else { return nil }
            return DrizzleEntry(migration: migration, when: when)
        }
        return Dictionary(grouping: entries, by: \.migration.sequence).sorted { $0.key < $1.key }.flatMap {
            _, entries in
            entries.indices.compactMap { index in problem(of: entries[index], after: entries[..<index]) }
        }
    }

    private func problem(of entry: DrizzleEntry, after earlier: ArraySlice<DrizzleEntry>) -> Problem? {
        guard entry.migration.change == .new, let above = earlier.max(by: { $0.when < $1.when }),
            entry.when <= above.when
        else { return nil }
        let wherever =
            above.migration.change == .new
            ? "unless both are deployed in one run, drizzle will skip it" : "drizzle will skip it wherever that one is"
        return Problem(
            .neverRuns, .warning, [entry.migration.path],
            "the `when` \(drizzleMoment(entry.when)) of \(entry.migration.path) is not above "
                + "\(drizzleMoment(above.when)) of \(Escaped(above.migration.identity.key)): \(wherever), and say nothing",
            help: "raise its `when` in meta/_journal.json above \(above.when)")
    }
}

private struct DrizzleEntry {
    var migration: Migration
    var when: Int
}
