import TestSupport
import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardVerdicts

/// Generated files that a change leaves behind, and acceptances that nothing needs.
@Suite struct Staleness {
    private func config(_ entries: (String, String)...) throws -> Config {
        try Config(entries: entries.map { (key: $0.0, value: $0.1) })
    }

    private func changes(_ paths: RepositoryPath...) -> ChangeSet {
        ChangeSet(
            changes: paths.map {
                Change(
                    path: $0, kind: .modified, old: nil,
                    new: .blob(ObjectID(hex: "4b825dc642cb6eb9a060e54bf8d69288fbee4904")))
            })
    }

    @Test func anArtifactThatIsNotTouchedIsStale() throws {
        let config = try config(
            ("artifact.docs/schema.md.generator", "make schema"), ("artifact.src/models/*.ts.generator", "npm run gen"))
        let stale = config.staleArtifacts(changes("db/001.sql", "src/models/job.ts"), bringsMigrations: true)
        #expect(stale.map(\.path) == ["docs/schema.md"])
        #expect(config.staleArtifacts(changes("README.md"), bringsMigrations: false).isEmpty)
        let told = try Finding(stale: stale[at: 0])
        #expect(told.help == "write it anew: make schema")
    }

    @Test func anArtifactThatIsTakenAwayIsStale() throws {
        let config = try config(("artifact.docs/schema.md.from", "migrations"))
        let changes = ChangeSet(changes: [Change(path: "docs/schema.md", kind: .deleted, old: nil, new: nil)])
        #expect(config.staleArtifacts(changes, bringsMigrations: true).count == 1)
    }

    @Test func anAcceptanceThatNamesNoFileIsStale() throws {
        let config = try config(("accept.003_x.sql.reason", "by hand"), ("accept.db/9*.sql.reason", "gone"))
        #expect(config.staleAcceptances(["a/b/003_x.sql", "db/001.sql"]).map(\.pattern) == ["db/9*.sql"])
    }
}
