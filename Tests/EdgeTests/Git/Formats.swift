import TestSupport
import Testing
import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations

/// Repository formats that libgit2 or git may not know.
@Suite struct Formats {
    @Test func aSha256RepositoryIsLeftToGit() throws {
        let repository = try TemporaryRepository("--object-format=sha256")
        let lines = "a\nb\nc\nd\ne\n"
        try repository.commit(["001.sql": lines, ".treeguard": "[guard]\n\tprotect = main\n"])
        try repository.git("switch", "--quiet", "--create", "feature")
        try repository.commit(["002.sql": "new", "001.sql": "A\nb\nc\nd\ne\n"])
        try repository.git("switch", "--quiet", "main")
        try repository.commit(["001.sql": "a\nb\nc\nd\nE\n"])
        let opened = try repository.opened(.automatic)
        #expect(opened.readsByPlumbing)
        #expect(try repository.landing(.automatic) == ["M 001.sql", "A 002.sql"])
        let source = try #require(try opened.commit(named: "feature"))
        #expect(source.id.hex.count == 64)
        let changes = try opened.changes(landing: source, on: try opened.head().commit)
        guard case .blob(let id) = changes.changes.first?.new else { return #expect(Bool(false)) }
        #expect(text(try opened.content(of: id)) == "A\nb\nc\nd\nE\n")
        #expect(try opened.settings(of: ".treeguard", in: source.tree)?.first?.value == "main")
        #expect(try opened.branchNames() == ["feature", "main"])
        #expect(throws: Failure.self) { try repository.opened(.libgit2) }
    }

    @Test func aReferenceFormatThatGitDoesNotKnowIsNoEmptyRepository() throws {
        let repository = try TemporaryRepository()
        try repository.commit(["001.sql": "a"])
        try repository.git("config", "core.repositoryFormatVersion", "1")
        try repository.git("config", "extensions.refStorage", "reftable")
        // A git that knows the format finds a broken repository, because only the name of the format is there.
        let failure = #expect(throws: Failure.self) { try repository.opened(.automatic).head() }
        #expect([.gitTooOld, .notARepository, .repositoryUnreadable].contains(failure?.code))
    }

    @Test func aReftableRepositoryIsReadWhereGitCanMakeOne() throws {
        guard let repository = try? TemporaryRepository("--ref-format=reftable") else {
            // This git cannot; then it must not pretend to read one either: the case above.
            return
        }
        let main = try repository.commit(["001.sql": "a"])
        let opened = try repository.opened(.automatic)
        #expect(try opened.head().commit?.id == main)
        #expect(try opened.branchNames() == ["main"])
    }

    @Test(arguments: ["worktreeConfig", "preciousObjects"], bothBackends)
    func anExtensionThatOnlyWritersMindIsRead(_ name: String, _ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["001.sql": "a"])
        try repository.git("branch", "feature")
        try repository.git("config", "core.repositoryFormatVersion", "1")
        try repository.git("config", "extensions.\(name)", "true")
        try repository.commit(["002.sql": "b"])
        #expect(try repository.landing(backend, "main", on: "feature") == ["A 002.sql"])
    }

    @Test func worktreesWithRelativePathsAreRead() throws {
        let repository = try TemporaryRepository()
        let main = try repository.commit(["001.sql": "a"])
        let linked = repository.folder.path("linked")
        try repository.git("worktree", "add", "--quiet", "-b", "feature", linked)
        try repository.git("config", "core.repositoryFormatVersion", "1")
        try repository.git("config", "extensions.relativeWorktrees", "true")
        try repository.write("gitdir: ../repository/.git/worktrees/linked\n", to: "../linked/.git")
        // Git before 2.48 refuses it; libgit2 has been told not to.
        let opened = try repository.opened(.automatic, at: linked)
        #expect(!opened.readsByPlumbing)
        #expect(opened.layout.workTree == linked)
        #expect(try opened.commit(named: "feature")?.id == main)
    }

    @Test(arguments: bothBackends) func configurationOfOneWorktreeCounts(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["001.sql": "a"])
        let linked = repository.folder.path("linked")
        try repository.git("worktree", "add", "--quiet", "-b", "feature", linked)
        try repository.git("config", "extensions.worktreeConfig", "true")
        try repository.git("config", "--worktree", "treeguard.mode", "warn", in: linked)
        let setting = Setting(key: "treeguard.mode", value: "warn")
        #expect(try repository.opened(backend, at: linked).personalSettings() == [setting])
        #expect(try repository.opened(backend).personalSettings() == [])
    }
}
