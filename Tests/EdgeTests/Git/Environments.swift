import Glibc
import TestSupport
import Testing
import TreeGuardApp
import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSystem

/// The words of git to a hook through its environment, and who may read what.
@Suite struct Environments {
    @Test(arguments: bothBackends) func aHookReadsTheRepositoryThatGitNames(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["001.sql": "a"])
        let linked = repository.folder.path("linked")
        try repository.git("worktree", "add", "--quiet", "-b", "feature", linked)
        let gitDirectory = repository.path + "/.git/worktrees/linked"
        let opened = try repository.opened(backend, at: linked, environment: ["GIT_DIR": gitDirectory])
        #expect(opened.layout.workTree == linked)
        #expect(opened.layout.gitDirectory == gitDirectory)
        guard case .branch("feature", _) = try opened.head() else { return #expect(Bool(false)) }
        let relative = try repository.opened(backend, environment: ["GIT_DIR": ".git"])
        #expect(relative.layout.gitDirectory == repository.path + "/.git")
        #expect(relative.layout.workTree == repository.path)
        // The named one wins over the folder, unless the variables are left out.
        let other = try TemporaryRepository()
        let variables = ["GIT_DIR": other.path + "/.git", "GIT_INDEX_FILE": "x", "PATH": "/bin"]
        #expect(try repository.opened(backend, environment: variables).layout.gitDirectory == other.path + "/.git")
        #expect(environmentForAnotherRepository(variables) == ["PATH": "/bin"])
    }

    @Test(arguments: bothBackends) func aHookOfABareRepositoryHasNoWorkTree(_ backend: Repository.Backend) throws {
        let origin = try TemporaryRepository()
        let main = try origin.commit(["001.sql": "a"])
        let bare = try TemporaryRepository(cloneOf: origin, named: "bare.git", "--bare")
        let environment = ["GIT_DIR": ".", "GIT_IMPLICIT_WORK_TREE": "0"]
        let opened = try bare.opened(backend, environment: environment)
        #expect(opened.layout.workTree == nil)
        #expect(opened.layout.gitDirectory == bare.path)
        #expect(try opened.head().commit?.id == main)
    }

    @Test(arguments: bothBackends) func aWorkTreeMayBeNamed(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["001.sql": "a"])
        let elsewhere = repository.folder.path("elsewhere")
        try Files.makeFolder(elsewhere)
        try repository.write("b", to: "../elsewhere/002.sql")
        let environment = ["GIT_DIR": repository.path + "/.git", "GIT_WORK_TREE": elsewhere]
        let opened = try repository.opened(backend, at: elsewhere, environment: environment)
        #expect(opened.layout.workTree == elsewhere)
        #expect(short(try opened.uncommitted()) == ["deleted 001.sql", "file 002.sql"])
        let fromRoot = try repository.opened(backend, at: "/", environment: environment)
        #expect(fromRoot.layout.workTree == elsewhere)
    }

    @Test func aCommonFolderThatIsNamedIsLeftToGit() throws {
        let repository = try TemporaryRepository()
        let main = try repository.commit(["001.sql": "a"])
        let linked = repository.folder.path("linked")
        try repository.git("worktree", "add", "--quiet", "-b", "feature", linked)
        let environment = [
            "GIT_DIR": repository.path + "/.git/worktrees/linked", "GIT_COMMON_DIR": repository.path + "/.git",
        ]
        let opened = try repository.opened(.automatic, at: linked, environment: environment)
        #expect(opened.readsByPlumbing)
        #expect(try opened.head().commit?.id == main)
    }

    @Test(arguments: bothBackends) func theIndexThatGitNamesIsTheOneThatLands(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        let main = try repository.commit(["001.sql": "a", "002.sql": "b"])
        try repository.write("c", to: "003.sql")
        try repository.git("rm", "--quiet", "--cached", "002.sql")
        // `commit -a` and `commit -- PATH` run their hooks with an index of their own.
        let environment = ["GIT_INDEX_FILE": ".git/next-index-1.lock"]
        try repository.git("read-tree", main.hex, environment: environment)
        try repository.git("add", "003.sql", environment: environment)
        let hook = try repository.opened(backend, environment: environment)
        #expect(short(try hook.stagedChanges(since: main)) == ["A 003.sql"])
        #expect(short(try hook.stagedChanges(since: nil)) == ["A 001.sql", "A 002.sql", "A 003.sql"])
        #expect(short(try repository.opened(backend).stagedChanges(since: main)) == ["D 002.sql"])
    }

    @Test(arguments: bothBackends) func whatAPushBringsIsReadInItsQuarantine(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        let main = try repository.commit(["001.sql": "a"])
        let objects = repository.path + "/.git/objects"
        let quarantine = objects + "/tmp_objdir-incoming-1"
        try Files.makeFolder(quarantine)
        let environment = [
            "GIT_DIR": ".git", "GIT_OBJECT_DIRECTORY": quarantine, "GIT_ALTERNATE_OBJECT_DIRECTORIES": objects,
            "GIT_QUARANTINE_PATH": quarantine,
        ]
        try repository.write("b", to: "002.sql")
        try repository.git("add", "002.sql", environment: environment)
        let tree = try repository.git("write-tree", environment: environment)
        let pushed = try repository.git(
            "commit-tree", tree, "-p", main.hex, "-m", "pushed", environment: environment)
        let hook = try repository.opened(backend, environment: environment)
        let commit = try #require(try hook.commit(named: pushed))
        let changes = try hook.changes(landing: commit, on: try hook.commit(named: "main"))
        #expect(short(changes) == ["A 002.sql"])
        guard case .blob(let id) = changes.changes.first?.new else { return #expect(Bool(false)) }
        #expect(text(try hook.content(of: id)) == "b")
        #expect(try repository.opened(backend).commit(named: pushed) == nil)
    }

    @Test(arguments: Repository.Backend.allCases)
    func aRepositoryOfAnotherUserIsReadOnlyWhereGitTrustsIt(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        let main = try repository.commit(["001.sql": "a"])
        // Git's own tests pretend in this way that all belongs to somebody else.
        let environment = repository.environment.merging(["GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"]) { $1 }
        func opened(_ more: [String: String] = [:]) throws(Failure) -> Repository {
            try Repository.open(
                at: repository.path, environment: environment.merging(more) { $1 }, backend: backend,
                user: geteuid() + 1, run: Subprocess.run)
        }
        let failure = #expect(throws: Failure.self) { try opened() }
        #expect(failure?.code == .repositoryNotTrusted)
        #expect(failure?.next.contains(repository.path) == true)
        #expect(try opened(["GIT_DIR": ".git"]).head().commit?.id == main)
        for trusted in ["*", repository.path] {
            try repository.git("config", "--global", "safe.directory", trusted)
            #expect(try opened().head().commit?.id == main)
        }
    }

    @Test func withoutGitOneIsTold() throws {
        let repository = try TemporaryRepository()
        let main = try repository.commit(["001.sql": "a"])
        let missing: RunCommand = { _ in CommandOutput(end: .notStarted(ENOENT)) }
        let opened = try Repository.open(at: repository.path, environment: repository.environment, run: missing)
        #expect(try opened.head().commit?.id == main)
        #expect(try failure { try opened.uncommitted() }?.code == .gitMissing)
        let alone = try failure {
            try Repository.open(
                at: repository.path, environment: repository.environment, backend: .plumbing, run: missing)
        }
        #expect(alone?.code == .gitMissing)
    }

    @Test func aGitThatHangsIsAFailure() throws {
        let repository = try TemporaryRepository()
        let hanging: RunCommand = { _ in CommandOutput(end: .deadlineExceeded) }
        let opened = try Repository.open(at: repository.path, environment: repository.environment, run: hanging)
        #expect(try failure { try opened.uncommitted() }?.why.contains("in time") == true)
    }

    @Test func aPasswordInAnAddressIsNotRepeated() throws {
        let repository = try TemporaryRepository()
        let message = "fatal: unable to access 'https://ada:s3cr/et@example.com/x.git/': no route\n"
        let failing: RunCommand = { _ in CommandOutput(end: .exited(128), standardError: Array(message.utf8)) }
        let opened = try Repository.open(at: repository.path, environment: repository.environment, run: failing)
        let failure = try failure { try opened.uncommitted() }
        #expect(failure?.why == "git status: unable to access 'https://‹redacted›@example.com/x.git/': no route")
    }

    private func failure<Value>(_ body: () throws -> Value) throws -> Failure? {
        #expect(throws: Failure.self) { _ = try body() }
    }
}
