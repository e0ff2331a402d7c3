import TestSupport
import Testing
import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSystem

/// Clones that do not have everything.
@Suite struct IncompleteHistory {
    /// Both branches have moved on since they parted, three commits deep.
    private func origin() throws -> TemporaryRepository {
        let origin = try TemporaryRepository()
        try origin.git("config", "uploadpack.allowFilter", "true")
        try origin.git("config", "uploadpack.allowAnySHA1InWant", "true")
        try origin.commit(["db/001.sql": "a\nb\nc\nd\ne\n", "old": "x"])
        try origin.git("switch", "--quiet", "--create", "feature")
        try origin.commit(["db/002.sql": "b"])
        try origin.commit(["db/001.sql": "A\nb\nc\nd\ne\n"])
        try origin.git("switch", "--quiet", "main")
        try origin.commit(["db/003.sql": "c"])
        try origin.commit(["db/001.sql": "a\nb\nc\nd\nE\n"])
        return origin
    }

    @Test(arguments: bothBackends) func aShallowCloneComparesTreesPathByPath(_ backend: Repository.Backend) throws {
        let clone = try TemporaryRepository(cloneOf: try origin(), "--depth=1", "--no-single-branch")
        let opened = try clone.opened(backend)
        #expect(opened.layout.isShallow)
        let expected = ["M db/001.sql", "A db/002.sql", "D db/003.sql", "historyCutOff"]
        #expect(try clone.landing(backend, "origin/feature") == expected)
    }

    @Test(arguments: bothBackends) func aShallowCloneThatHasTheBaseMerges(_ backend: Repository.Backend) throws {
        let clone = try TemporaryRepository(cloneOf: try origin(), "--depth=3", "--no-single-branch")
        #expect(try clone.opened(backend).layout.isShallow)
        #expect(try clone.landing(backend, "origin/feature") == ["M db/001.sql", "A db/002.sql"])
    }

    @Test(arguments: ["blob:none", "tree:0"]) func whatAPartialCloneLacksIsFetchedByGit(_ filter: String) throws {
        let clone = try TemporaryRepository(cloneOf: try origin(), "--filter=\(filter)", "--no-checkout")
        #expect(try clone.landing(.automatic, "origin/feature") == ["M db/001.sql", "A db/002.sql"])
        let opened = try clone.opened(.automatic)
        let tree = try #require(try opened.commit(named: "origin/feature")).tree
        let entries = try opened.entries(of: tree, under: "db")
        #expect(entries.map(\.path) == ["db/001.sql", "db/002.sql"])
        #expect(text(try opened.contents(of: entries.map(\.id))[entries[at: 1].id]) == "b")
    }

    @Test(arguments: bothBackends) func whatCannotBeFetchedIsNeverNothing(_ backend: Repository.Backend) throws {
        let clone = try TemporaryRepository(cloneOf: try origin(), "--filter=tree:0", "--no-checkout")
        try clone.git("remote", "set-url", "origin", "file://" + clone.folder.path("gone"))
        let opened = try clone.opened(backend)
        let main = try #require(try opened.commit(named: "main"))
        let feature = try #require(try opened.commit(named: "origin/feature"))
        #expect(throws: Failure.self) { try opened.changes(landing: feature, on: main) }
        #expect(throws: Failure.self) { try opened.entries(of: main.tree, under: "db") }
        #expect(throws: Failure.self) { try opened.entries(of: main.tree, under: "db/001.sql") }
        #expect(throws: Failure.self) { try opened.differs(from: main.id, to: feature.id) { _ in true } }
    }

    @Test(arguments: Repository.Backend.allCases)
    func aFolderThatIsMissingFromTheStoreIsNoEmptyFolder(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["db/migrations/001.sql": "a", "readme": "r"])
        let main = try #require(try repository.opened(backend).commit(named: "main"))
        let blob = try repository.id("main:db/migrations/001.sql")
        let folder = try repository.id("main:db").hex
        try Files.remove("\(repository.path)/.git/objects/\(folder.prefix(2))/\(folder.dropFirst(2))")
        let opened = try repository.opened(backend)
        #expect(throws: Failure.self) { try opened.entries(of: main.tree, under: "db/migrations") }
        #expect(throws: Failure.self) { try opened.entries(of: main.tree, under: "db/migrations/001.sql") }
        #expect(throws: Failure.self) { try opened.changes(landing: main, on: nil) }
        #expect(throws: Failure.self) { try opened.settings(of: "db/.treeguard", in: main.tree) }
        #expect(try opened.content(of: blob) == Array("a".utf8))
        let name = String(repeating: "1", count: 40)
        let failure = #expect(throws: Failure.self) { try opened.content(of: ObjectID(hex: name)) }
        #expect(failure?.code == .objectMissing)
        #expect(failure?.why.contains(name) == true)
    }

    @Test(arguments: Repository.Backend.allCases)
    func aBrokenBranchIsNotOneWithoutCommits(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        let commit = try repository.commit(["001.sql": "a"]).hex
        try Files.remove("\(repository.path)/.git/objects/\(commit.prefix(2))/\(commit.dropFirst(2))")
        let opened = try repository.opened(backend)
        #expect(throws: Failure.self) { try opened.head() }
    }
}
