import TestSupport
import Testing
import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSystem

/// The files in the index and in the working tree.
@Suite struct WorkInProgress {
    @Test(arguments: bothBackends) func everyStateOfAFileIsTold(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit([
            "changed": "a", "changed-staged": "a", "gone": "a", "gone-staged": "a", "gone-and-back": "a",
            "same": "a", "was-file": "a", ".gitignore": "ignored*\n",
        ])
        for file in ["changed-staged", "staged-then-gone", "staged", "staged-then-changed"] {
            try repository.write("b", to: file)
            try repository.git("add", file)
        }
        try repository.git("rm", "--quiet", "gone-staged", "gone-and-back")
        for file in ["gone", "staged-then-gone", "was-file"] { try Files.remove("\(repository.path)/\(file)") }
        try repository.link("was-file", to: "same")
        try repository.link("link", to: "same")
        for file in ["changed", "staged-then-changed", "gone-and-back", "new/deep", "ignored.sql", "intended"] {
            try repository.write("c", to: file)
        }
        try repository.git("add", "--intent-to-add", "intended")
        try repository.git("init", "--quiet", "nested")
        try repository.git("commit", "--quiet", "--allow-empty", "--message", "x", in: "nested")
        let expected = [
            "file changed", "file changed-staged", "deleted gone", "file gone-and-back", "deleted gone-staged",
            "file intended", "file@ link", "file/ nested", "file new/deep", "file staged",
            "file staged-then-changed", "staged staged-then-gone", "file@ was-file",
        ]
        let opened = try repository.opened(backend)
        #expect(short(try opened.uncommitted()) == expected)
        let gone = try opened.uncommitted(under: ["staged-then-gone"])
        guard case .staged(let id) = gone.first?.state else { return #expect(Bool(false)) }
        #expect(text(try opened.content(of: id)) == "b")
        #expect(short(try opened.uncommitted(under: ["new", "staged"])) == ["file new/deep", "file staged"])
        let staged = [
            "M changed-staged", "D gone-and-back", "D gone-staged", "A staged", "A staged-then-changed",
            "A staged-then-gone",
        ]
        let found = short(try opened.stagedChanges(since: try repository.id("HEAD")))
        #expect(found == staged)
    }

    @Test(arguments: bothBackends) func filesInConflictCount(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["edit.sql": "a\n", "gone.sql": "a\n"])
        try repository.git("switch", "--quiet", "--create", "feature")
        try repository.commit(["edit.sql": "theirs\n", "gone.sql": "theirs\n"])
        try repository.git("switch", "--quiet", "main")
        try repository.commit(["edit.sql": "ours\n", "gone.sql": nil])
        #expect(throws: (any Error).self) { try repository.git("merge", "--quiet", "feature") }
        try Files.remove(repository.path + "/gone.sql")
        let opened = try repository.opened(backend)
        #expect(short(try opened.uncommitted()) == ["file edit.sql", "staged gone.sql"])
        let staged = try opened.stagedChanges(since: try repository.id("HEAD"))
        #expect(staged.conflicts == ["edit.sql", "gone.sql"])
    }

    @Test(arguments: bothBackends) func lookingDoesNotWriteTheIndex(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["001.sql": "a"])
        // The same content under another inode: git would note that, were it allowed to.
        try Files.remove(repository.path + "/001.sql")
        try repository.write("a", to: "001.sql")
        let index = try Files.read(repository.path + "/.git/index")
        #expect(try repository.opened(backend).uncommitted() == [])
        #expect(try Files.read(repository.path + "/.git/index") == index)
    }

    @Test(arguments: bothBackends, [false, true])
    func whatASparseCheckoutLeavesOutIsNotDeleted(_ backend: Repository.Backend, _ isIndexSparse: Bool) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["db/001.sql": "a", "src/deep/a.py": "b", "src/b.py": "c"])
        try repository.git("branch", "feature")
        try repository.git(
            "sparse-checkout", "set", "--cone", isIndexSparse ? "--sparse-index" : "--no-sparse-index", "db")
        let opened = try repository.opened(backend)
        #expect(try opened.uncommitted() == [])
        try repository.write("d", to: "db/002.sql")
        #expect(short(try opened.uncommitted()) == ["file db/002.sql"])
        try repository.git("add", "db/002.sql")
        #expect(short(try opened.stagedChanges(since: try repository.id("HEAD"))) == ["A db/002.sql"])
        try repository.git("commit", "--quiet", "--message", "sparse")
        #expect(try repository.landing(backend, "main", on: "feature") == ["A db/002.sql"])
    }

    @Test(arguments: bothBackends) func lineEndsOfTheWorkingTreeAreNoChange(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        let main = try repository.commit(["001.sql": "a\nb\n"])
        try repository.git("config", "core.autocrlf", "true")
        try repository.write("a\r\nb\r\n", to: "001.sql")
        try repository.write("c\r\n", to: "002.sql")
        let opened = try repository.opened(backend)
        let files = short(try opened.uncommitted())
        #expect(files == ["file 002.sql"])
        try repository.git("add", "002.sql")
        let staged = try opened.stagedChanges(since: main)
        guard case .blob(let id) = staged.changes.first?.new else { return #expect(Bool(false)) }
        #expect(text(try opened.content(of: id)) == "c\n")
    }
}
