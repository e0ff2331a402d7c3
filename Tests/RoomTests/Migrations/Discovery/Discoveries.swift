import TestSupport
import Testing
import TreeGuardBase
import TreeGuardMigrations

@Suite struct Discoveries {
    private func found(
        _ target: [RepositoryPath: String], _ landing: [RepositoryPath: String], _ config: Config = Config()
    ) -> Discovery {
        FixtureChange(target: target, landing: landing, config: config).discovery()
    }

    /// Changes that are not stored by git yet, with what the target has at stake and the contents on disk.
    private func inWorkTree(
        _ changes: [Change], target: [TreeEntry] = [], _ texts: [RepositoryPath: String]
    ) -> Discovery {
        let survey = Survey(ChangeSet(changes: changes), target: target, Config())
        var contents: FileContents = [:]
        for wanted in survey.wanted { contents[wanted] = texts[wanted.path].map { Array($0.utf8) } }
        return survey.discovery(contents)
    }

    @Test func aFolderThatMovesBringsNothing() {
        let old: [RepositoryPath: String] = ["db/migrations/001_a.sql": "a", "db/migrations/002_b.sql": "b"]
        let new: [RepositoryPath: String] = ["app/migrations/001_a.sql": "a", "app/migrations/002_b.sql": "b"]
        #expect(found(old, new).migrations.isEmpty)
    }

    @Test func aFolderThatIsCopiedBringsItsMigrationsAgain() {
        let old: [RepositoryPath: String] = ["db/migrations/001_a.sql": "a"]
        let new = old.merging(["app/migrations/001_a.sql": "a"]) { $1 }
        #expect(found(old, new).migrations.map(\.change) == [.new])
    }

    @Test func aRenumberedFileIsNew() {
        let discovery = found(["migrations/001_a.sql": "a"], ["migrations/002_a.sql": "a"])
        #expect(discovery.migrations.map(\.change) == [.removed, .new])
    }

    @Test func aMoveInTheWorkTreeIsToldByItsText() {
        let id = ObjectID(hex: "aa")
        let from: RepositoryPath = "db/migrations/001_a.sql"
        let to: RepositoryPath = "app/migrations/001_a.sql"
        let changes = [
            Change(path: to, kind: .added, old: nil, new: .workTree),
            Change(path: from, kind: .deleted, old: id, new: nil),
        ]
        let target = [TreeEntry(path: from, id: id, kind: .file)]
        let same = inWorkTree(changes, target: target, [from: "SELECT 1;\n", to: "SELECT 1;\r\n"])
        #expect(same.migrations.isEmpty)
        let other = inWorkTree(changes, target: target, [from: "SELECT 1;\n", to: "SELECT 2;\n"])
        #expect(other.migrations.map(\.change) == [.edited])
        #expect(other.migrations.first?.old == id)
    }

    @Test func twoModulesThatMoveKeepTheirOwn() throws {
        let old: [RepositoryPath: String] = ["a/migrations/001_init.sql": "a", "b/migrations/001_init.sql": "b"]
        let new: [RepositoryPath: String] = [
            "modules/b/migrations/001_init.sql": "b2", "modules/a/migrations/001_init.sql": "a2",
        ]
        let discovery = found(old, new)
        #expect(discovery.migrations.map(\.change) == [.edited, .edited])
        #expect(try discovery.migrations[at: 0].has(.moved(from: "a/migrations/001_init.sql")))
    }

    @Test func whatCannotBeReadIsAnError() {
        let discovery = inWorkTree(
            [Change(path: "migrations/001_a.sql", kind: .added, old: nil, new: .workTree)], [:])
        #expect(discovery.migrations.map(\.change) == [.new])
        #expect(discovery.problems.map(\.kind) == [.unreadable])
        #expect(discovery.hasErrors)
    }

    @Test func aSymbolicLinkIsNamedAndAnError() {
        let discovery = inWorkTree(
            [Change(path: "migrations/001_a.sql", kind: .added, old: nil, new: .workTree, entry: .symbolicLink)], [:])
        #expect(discovery.migrations.isEmpty)
        #expect(discovery.leftOut.map(\.reason) == [.symbolicLink])
        #expect(discovery.problems.map(\.kind) == [.symbolicLink])
        #expect(discovery.hasErrors)
    }

    @Test func aSubmoduleInAFolderOfMigrationsIsAnError() {
        let changes = ChangeSet(submodules: ["db/migrations", "docs/theme"])
        let discovery = Survey(changes, target: [], Config()).discovery([:])
        #expect(discovery.leftOut == [LeftOut("db/migrations", .submodule)])
        #expect(discovery.hasErrors)
        #expect(Discovery.mayHoldMigration(changes, Config()))
        #expect(!Discovery.mayHoldMigration(ChangeSet(submodules: ["docs/theme"]), Config()))
    }

    @Test func anUnnumberedFileAloneIsNoGuess() {
        #expect(found([:], ["migrations/init.sql": "a"]).problems.isEmpty)
        #expect(
            found(["migrations/1.sql": ""], ["migrations/1.sql": "", "migrations/x.sql": "a"])
                .problems.map(\.kind) == [.orderGuessed])
    }

    @Test func namesThatAreNotUTF8AreKeptApart() {
        let a = RepositoryPath(bytes: Array("migrations/001_".utf8) + [0xFF] + Array(".sql".utf8))
        let b = RepositoryPath(bytes: Array("migrations/001_".utf8) + [0xFE] + Array(".sql".utf8))
        let discovery = found([a: "a"], [a: "a", b: "b"])
        #expect(discovery.migrations.map(\.path) == [b])
        #expect(discovery.migrations.map(\.change) == [.new])
    }

    @Test func pathsWithLineEndsAndQuotesAreEscapedInMessages() {
        let discovery = found(
            ["migrations/1_a.sql": ""], ["migrations/1_a.sql": "", "migrations/1_b\n\u{1B}'.sql": "x"])
        #expect(discovery.migrations.count == 1)
        #expect(discovery.problems.allSatisfy { !$0.message.contains("\n") && !$0.message.contains("\u{1B}") })
    }

    @Test func foldersToReadDoNotLieInsideEachOther() {
        let changes = ChangeSet(
            changes: ["db/1_x.sql", "db/migrations/1_y.sql", "app/migrations/z.sql", "README.md"].map {
                Change(path: $0, kind: .added, old: nil, new: .workTree)
            })
        #expect(Discovery.foldersToRead(changes, Config()) == ["app/migrations", "db"])
    }

    @Test func whatLandsIsOrderedFolderByFolder() {
        let discovery = found(
            ["m/v10/migrations/1_a.sql": "a"],
            ["m/v10/migrations/1_a.sql": "a", "m/v10/migrations/2_b.sql": "b", "m/v9/migrations/3_c.sql": "c"])
        #expect(discovery.landing.map(\.name) == ["c", "a", "b"])
    }
}

/// Random trees: what holds for all of them.
@Suite struct RandomTrees {
    private static let folders = [
        "migrations", "db/migrations", "db", "sql", "migrations/2024", "a/migrations/down",
        "x/node_modules/y/migrations",
        "migrations/mysql", "src/things", "Migrations", "db/migrate", "migrations/a/b", "alembic/versions", "vendor/q",
        "drizzle", "ops/named",
    ]
    private static let names = [
        "001_a.sql", "1_a.sql", "002_b.sql", "002_c.SQL", "002_b.down.sql", "003_x_rollback.sql", "003_x.sql",
        "seed.sql",
        "free.sql", "README.md", "0001_init.py", "20240102030405_x.rb", "V1__x.sql", "notes", ".sql",
        "2024-01-02_d.sql",
    ]

    private static func tree(_ random: inout Seeded) -> [RepositoryPath: String] {
        var tree: [RepositoryPath: String] = [:]
        for _ in 0..<Int.random(in: 0...14, using: &random) {
            let folder = folders.randomElement(using: &random) ?? ""
            let name = names.randomElement(using: &random) ?? ""
            tree[RepositoryPath("\(folder)/\(name)")] = ["a", "b", "c"].randomElement(using: &random) ?? ""
        }
        return tree
    }

    /// The meaning of `003_x_rollback.sql` depends on its neighbours, which may differ between the trees.
    private static func hasPairedRollback(_ fixture: FixtureChange) -> Bool {
        (Array(fixture.target.keys) + fixture.landing.keys).contains { $0.name.contains("_rollback") }
    }

    @Test func areJudgedConsistently() throws {
        var random = Seeded(state: 42)
        let config = try Config(entries: [("migrations.ops/named.framework", "plain")])
        for _ in 0..<250 {
            let fixture = FixtureChange(target: Self.tree(&random), landing: Self.tree(&random), config: config)
            let discovery = fixture.discovery()
            let changed = Set(fixture.changes.changes.map(\.path))
            let described = "\(fixture.target) -> \(fixture.landing)"
            for migration in discovery.migrations {
                #expect(Discovery.mayHoldMigration(migration.path, config), "\(migration.path) in \(described)")
                #expect(changed.contains(migration.path), "\(migration.path) in \(described)")
                switch migration.change {
                case .new: #expect(migration.content != nil && migration.old == nil)
                case .edited: #expect(migration.content != nil && migration.old != nil)
                case .removed: #expect(migration.content == nil && migration.old != nil)
                case nil: Issue.record("\(migration.path) is unchanged")
                }
            }
            // A new or edited SQL file is a migration, or has moved, or is named with the reason: never passed over.
            let answered = Set(discovery.migrations.map(\.path)).union(discovery.leftOut.map(\.path))
                .union(discovery.context.map(\.path))
            let moved = fixture.target.values
            for change in fixture.changes.changes where change.new != nil {
                guard change.path.text.lowercased().hasSuffix(".sql"), !answered.contains(change.path) else { continue }
                #expect(moved.contains(fixture.landing[change.path] ?? ""), "\(change.path) in \(described)")
            }
            // What goes back brings the opposite.
            let back = FixtureChange(target: fixture.landing, landing: fixture.target, config: config).discovery()
            let count: (Discovery, Migration.Change) -> Int = { found, change in
                found.migrations.count { $0.change == change }
            }
            if !Self.hasPairedRollback(fixture) {
                #expect(count(discovery, .new) == count(back, .removed), "\(described)")
            }
            #expect(count(discovery, .edited) == count(back, .edited), "\(described)")
        }
    }
}
