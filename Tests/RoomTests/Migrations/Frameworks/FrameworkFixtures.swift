import TestSupport
import Testing
import TreeGuardBase
import TreeGuardMigrations

/// Every tree below Fixtures/Frameworks is read, and what was found is compared with its `expected.txt`.
@Suite struct FrameworkFixtures {
    @Test(arguments: try FixtureChange.names())
    func isReadAsRecorded(_ name: String) throws {
        let found = try FixtureChange(name).discovery()
        let difference = try Recording(at: "\(FixtureChange.folder)/\(name)/expected.txt").difference(
            from: found.recorded)
        #expect(difference == nil, Comment(rawValue: difference ?? ""))
    }

    /// The hook's cheap look never says no to what the discovery names.
    @Test(arguments: try FixtureChange.names())
    func isSeenByTheHook(_ name: String) throws {
        let fixture = try FixtureChange(name)
        for migration in fixture.discovery().migrations
        where fixture.landing[migration.path] != fixture.target[migration.path] {
            // A framework may be asked about a file because of its journal, which changes with it.
            let isJournalled = migration.framework == "drizzle"
            #expect(isJournalled || Discovery.mayHoldMigration(migration.path, fixture.config), "\(migration.path)")
            #expect(Discovery.mayHoldMigration(fixture.changes, fixture.config))
        }
    }

    /// An unsupported tool is an error wherever it is seen, never silence.
    @Test(arguments: try FixtureChange.unsupported())
    func isAnErrorWhileItIsNotSupported(_ name: String) throws {
        let found = try FixtureChange(name).discovery()
        #expect(!found.migrations.isEmpty)
        #expect(found.hasErrors)
        #expect(found.migrations.contains { $0.framework == name.prefix { $0 != "/" } })
    }

    /// The same tree twice brings nothing.
    @Test(arguments: try FixtureChange.names())
    func bringsNothingOnceItHasLanded(_ name: String) throws {
        var fixture = try FixtureChange(name)
        fixture.target = fixture.landing
        fixture.conflicts = []
        #expect(fixture.discovery() == Discovery())
    }

    /// The quick no never hides a path that a framework would place.
    @Test func areNotHiddenByTheQuickNo() {
        let folders = ["db/changelog", "x/drizzle", "alembic/versions", "deploy/deploy", "liquibase", "a/meta", "src"]
        let names = [
            "a.py", "a.sql", "A.SQL", "V1__x.java", "R__x.sql", "_journal.json", "sqitch.plan", "atlas.sum",
            "db.changelog.yaml", "DB.changelog.xml", "x.json", "a.swift",
        ]
        for framework in Frameworks.all {
            for path in folders.flatMap({ folder in names.map { RepositoryPath("\(folder)/\($0)") } })
            where framework.home(of: path) != nil {
                #expect(PathHints.areIn(path), "\(framework.id): \(path)")
            }
        }
    }

    @Test func haveDifferentIDs() {
        #expect(Set(Frameworks.all.map(\.id)).count == Frameworks.all.count)
        #expect(Frameworks.all.last?.id == "plain")
    }
}
