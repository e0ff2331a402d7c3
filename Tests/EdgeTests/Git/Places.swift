import TestSupport
import Testing
import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSystem

/// From where a repository may be looked at.
@Suite struct Places {
    @Test(arguments: bothBackends) func aSubfolderIsInsideTheRepository(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["src/deep/a.py": "a", "db/001.sql": "b"])
        let opened = try repository.opened(backend, at: "src/deep")
        #expect(opened.layout.workTree == repository.path)
        #expect(opened.layout.gitDirectory == repository.path + "/.git")
        #expect(opened.layout.commonDirectory == repository.path + "/.git")
        let tree = try #require(try opened.head().commit).tree
        #expect(try opened.entries(of: tree, under: "db").map(\.path) == ["db/001.sql"])
        #expect(try opened.mainWorkTree() == repository.path)
        try repository.write("c", to: "db/002.sql")
        #expect(short(try opened.uncommitted()) == ["file db/002.sql"])
        #expect(short(try opened.uncommitted(under: ["db"])) == ["file db/002.sql"])
        #expect(short(try opened.uncommitted(under: ["src"])) == [])
        #expect(short(try opened.stagedChanges(since: tree)) == [])
    }

    @Test(arguments: bothBackends) func aLinkedWorktreeKnowsTheMainOne(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        let main = try repository.commit(["001.sql": "a"])
        let linked = repository.folder.path("linked tree")
        try repository.git("worktree", "add", "--quiet", "-b", "feature/x", linked)
        try repository.git("worktree", "lock", "--reason", "ours", linked)
        try repository.git("worktree", "add", "--quiet", "--detach", repository.folder.path("detached"))
        let opened = try repository.opened(backend, at: linked)
        #expect(opened.layout.workTree == linked)
        #expect(opened.layout.gitDirectory == repository.path + "/.git/worktrees/linked-tree")
        #expect(opened.layout.commonDirectory == repository.path + "/.git")
        #expect(try opened.mainWorkTree() == repository.path)
        guard case .branch("feature/x", let commit) = try opened.head() else { return #expect(Bool(false)) }
        #expect(commit.id == main)
        #expect(
            try opened.worktrees()
                == [
                    Worktree(path: repository.path, branch: "main", head: main, isMain: true),
                    Worktree(path: repository.folder.path("detached"), head: main),
                    Worktree(path: linked, branch: "feature/x", head: main, isLocked: true, lockReason: "ours"),
                ].sorted { !$1.isMain && ($0.isMain || $0.path < $1.path) })
        try repository.write("b", to: "../linked tree/002.sql")
        #expect(short(try opened.uncommitted()) == ["file 002.sql"])
        #expect(short(try repository.opened(backend).uncommitted()) == [])
    }

    @Test func worktreesAreToldByAnOlderGitToo() throws {
        let repository = try TemporaryRepository()
        let main = try repository.commit(["001.sql": "a"])
        let linked = repository.folder.path("linked")
        try repository.git("worktree", "add", "--quiet", "-b", "feature", linked)
        try Files.remove(linked)
        let older: RunCommand = { command in
            command.arguments.contains("-z") ? CommandOutput(end: .exited(129)) : Subprocess.run(command)
        }
        let opened = try Repository.open(at: repository.path, environment: repository.environment, run: older)
        #expect(
            try opened.worktrees() == [
                Worktree(path: repository.path, branch: "main", head: main, isMain: true),
                Worktree(path: linked, branch: "feature", head: main, isPrunable: true),
            ])
    }

    @Test(arguments: bothBackends) func aBareRepositoryIsRead(_ backend: Repository.Backend) throws {
        let origin = try TemporaryRepository()
        let main = try origin.commit(["001.sql": "a"])
        let bare = try TemporaryRepository(cloneOf: origin, named: "bare.git", "--bare")
        let opened = try bare.opened(backend)
        #expect(opened.layout.workTree == nil)
        #expect(opened.layout.gitDirectory == bare.path)
        #expect(try opened.head().commit?.id == main)
        #expect(try opened.uncommitted() == [])
        #expect(try opened.mainWorkTree() == nil)
        #expect(try opened.worktrees() == [Worktree(path: bare.path, isMain: true, isBare: true)])
        let linked = bare.folder.path("linked")
        try bare.git("worktree", "add", "--quiet", "-b", "feature", linked)
        let worktree = try bare.opened(backend, at: linked)
        #expect(worktree.layout.workTree == linked)
        #expect(worktree.layout.commonDirectory == bare.path)
        #expect(try worktree.mainWorkTree() == nil)
        #expect(try worktree.head().commit?.id == main)
    }

    @Test(arguments: bothBackends) func headMayBeDetached(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        let main = try repository.commit(["001.sql": "a"])
        try repository.git("switch", "--quiet", "--detach")
        let opened = try repository.opened(backend)
        #expect(try opened.head() == .detached(Commit(id: main, tree: try repository.id("HEAD^{tree}"))))
    }

    @Test(arguments: bothBackends) func aBranchMayHaveNoCommitYet(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.write("a", to: "001.sql")
        try repository.git("add", "001.sql")
        let opened = try repository.opened(backend)
        #expect(try opened.head() == .unborn(name: "main"))
        #expect(try opened.commit(named: "main") == nil)
        #expect(try opened.commit(named: "HEAD") == nil)
        #expect(try opened.branchNames() == [])
        #expect(try opened.defaultBranch() == nil)
        #expect(short(try opened.uncommitted()) == ["file 001.sql"])
        #expect(short(try opened.stagedChanges(since: nil)) == ["A 001.sql"])
        #expect(try opened.worktrees() == [Worktree(path: repository.path, branch: "main", isMain: true)])
    }

    @Test(arguments: bothBackends) func theGitFolderItselfHasNoWorkTree(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        let main = try repository.commit(["001.sql": "a"])
        let opened = try repository.opened(backend, at: ".git")
        #expect(opened.layout.workTree == nil)
        #expect(opened.layout.gitDirectory == repository.path + "/.git")
        #expect(try opened.head().commit?.id == main)
    }

    @Test(arguments: bothBackends) func aFolderWithALineEndInItsNameIsFound(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["001.sql": "a"])
        let linked = repository.folder.path("two\nlines")
        try repository.git("worktree", "add", "--quiet", "-b", "feature", linked)
        let opened = try repository.opened(backend, at: linked)
        #expect(opened.layout.workTree == linked)
        #expect(try opened.worktrees().map(\.path) == [repository.path, linked])
    }

    @Test(arguments: Repository.Backend.allCases) func outsideARepositoryItSaysSo(_ backend: Repository.Backend) throws
    {
        let folder = try TemporaryFolder()
        let repository = try TemporaryRepository()
        let failure = #expect(throws: Failure.self) {
            try repository.opened(
                backend, at: folder.path, environment: ["GIT_CEILING_DIRECTORIES": folder.path("..")])
        }
        #expect(failure?.code == .notARepository)
    }
}
