import Synchronization
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardGit
import TreeGuardIncoming
import TreeGuardMigrations
import TreeGuardSystem

/// The changes that a push would let in, by what is known here of the other side.
@Suite struct Pushes {
    private static let zeros = String(repeating: "0", count: 40)
    /// A commit of somebody else's that was never fetched.
    private static let unknown = String(repeating: "1", count: 40)

    /// `origin` has main and the branch released, both with the first migration, and released with a second one. Here a
    /// third is on top of both.
    private static func repository() throws -> (TemporaryRepository, remote: String) {
        let repository = try TemporaryRepository()
        let remote = repository.folder.path("remote.git")
        try repository.git("init", "--quiet", "--bare", remote)
        try repository.git("remote", "add", "origin", remote)
        try repository.commit([
            ".treeguard": "[guard]\n\tprotect = main\n\tprotect = release/*\n", "db/migrations/0001_a.sql": "SELECT 1;",
        ])
        try repository.git("push", "--quiet", "origin", "main")
        try repository.git("switch", "--quiet", "--create", "next")
        try repository.commit(["db/migrations/0002_b.sql": "SELECT 2;"])
        try repository.git("push", "--quiet", "origin", "next:release/1", "next:topic")
        try repository.commit(["db/migrations/0003_c.sql": "SELECT 3;"])
        return (repository, remote)
    }

    /// The files that a push of one branch would bring; nil where it brings nothing that matters.
    private static func brought(
        by revision: String = "next", to branch: String, over old: String, of address: String,
        named name: String = "origin", _ repository: TemporaryRepository, _ backend: Repository.Backend
    ) throws -> [String]? {
        let line = "refs/heads/next \(try repository.id(revision).hex) refs/heads/\(branch) \(old)"
        let call = HookCall(.prePush, [name, address], input: line + "\n", environment: [:])
        let incomingChanges = try IncomingChanges(call, in: repository.opened(backend)).incomingChanges()
        return incomingChanges.first?.changes.changes.map { String($0.path.text.suffix(10)) }.sorted()
    }

    @Test(arguments: bothBackends) func aTipThatIsNotHereIsTakenForTheLastOneSeen(
        _ backend: Repository.Backend
    ) throws {
        let (repository, remote) = try Pushes.repository()
        #expect(
            try Pushes.brought(to: "main", over: Pushes.unknown, of: remote, repository, backend)
                == ["0002_b.sql", "0003_c.sql"])
        #expect(
            try Pushes.brought(to: "release/1", over: Pushes.unknown, of: remote, repository, backend) == ["0003_c.sql"]
        )
        #expect(
            try Pushes.brought(by: "main", to: "main", over: Pushes.unknown, of: remote, repository, backend) == nil)
    }

    @Test(arguments: bothBackends) func aBranchNeverSeenIsMeasuredByTheProtectedOnesThatWere(
        _ backend: Repository.Backend
    ) throws {
        let (repository, remote) = try Pushes.repository()
        // What release/1 has came through the gate; the topic, which has it too, did not.
        #expect(
            try Pushes.brought(to: "release/2", over: Pushes.unknown, of: remote, repository, backend) == ["0003_c.sql"]
        )
        try repository.git("update-ref", "-d", "refs/remotes/origin/release/1")
        #expect(
            try Pushes.brought(to: "release/2", over: Pushes.unknown, of: remote, repository, backend)
                == ["0002_b.sql", "0003_c.sql"])
        // A new branch is measured by the default branch alone.
        #expect(
            try Pushes.brought(to: "release/2", over: Pushes.zeros, of: remote, repository, backend)
                == ["0002_b.sql", "0003_c.sql"])
        // The default branch is not known either: what a protected one has is not new.
        try repository.git("update-ref", "refs/remotes/origin/release/1", "next~1")
        try repository.git("update-ref", "-d", "refs/remotes/origin/main")
        #expect(
            try Pushes.brought(to: "release/2", over: Pushes.unknown, of: remote, repository, backend) == [
                ".treeguard", "0003_c.sql",
            ])
    }

    @Test(arguments: bothBackends) func anAddressIsKnownByTheRemoteThatHasIt(_ backend: Repository.Backend) throws {
        let (repository, remote) = try Pushes.repository()
        let near = "../remote.git/"
        for address in [remote, near, "file://" + remote] {
            #expect(
                try Pushes.brought(
                    to: "release/1", over: Pushes.unknown, of: address, named: address, repository, backend)
                    == ["0003_c.sql"], "\(address)")
        }
        // Nobody knows what is over there: everything is new.
        let elsewhere = "/elsewhere.git"
        let all = [".treeguard", "0001_a.sql", "0002_b.sql", "0003_c.sql"]
        for old in [Pushes.zeros, Pushes.unknown] {
            #expect(
                try Pushes.brought(to: "main", over: old, of: elsewhere, named: elsewhere, repository, backend) == all)
        }
    }

    @Test func allThatGitCallsARemotesAddressCounts() throws {
        let (temporary, remote) = try Pushes.repository()
        let repository = try temporary.opened(.libgit2)
        for (name, value) in [
            ("remote.web.url", "https://example.com/app.git"), ("remote.web.pushurl", "https://push.example.com/app"),
            ("remote.short.url", "gh:team/app"), ("url.ssh://git@example.org/.insteadOf", "gh:"),
            ("remote.two.url", "https://example.net/two"),
            ("url.ssh://git@example.net/.pushInsteadOf", "https://example.net/"), ("remote.empty.prune", "true"),
        ] { try temporary.git("config", name, value) }
        for (address, known) in [
            (remote, "origin"), ("https://example.com/app.git", "web"), ("https://push.example.com/app/", "web"),
            ("https://me:secret@push.example.com/app", "web"), ("ssh://git@example.org/team/app", "short"),
            ("ssh://git@example.net/two", "two"), ("https://example.com/app", nil), ("example.com:app.git", nil),
            ("ssh://other@example.net/two", nil),
        ] {
            #expect(try repository.remote(named: address, at: address) == known, "\(address)")
        }
        // As typed, and as git rewrote it.
        #expect(try repository.remote(named: "gh:team/app", at: "ssh://git@example.org/team/app") == "short")
        #expect(try repository.remote(named: "web", at: "/anywhere") == "web")
    }

    @Test(arguments: bothBackends, [HookName.prePush, .preReceive])
    func fourThousandReferencesAreAskedForAtOnce(_ backend: Repository.Backend, _ hook: HookName) throws {
        let repository = try TemporaryRepository()
        try repository.commit([".treeguard": "[guard]\n\tprotect = main\n", "db/migrations/0001_a.sql": "SELECT 1;"])
        try repository.git("remote", "add", "origin", "/nowhere")
        try repository.git("fast-import", "--quiet", input: Pushes.branches(4000))
        let tips = try repository.git("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads/t")
        let moves = try tips.split(separator: "\n").enumerated().map { number, line in
            let words = line.split(separator: " ")
            // Some have a tip over there that is here, others one that is not, others none.
            let (name, tip) = (String(try words[at: 0]), String(try words[at: 1]))
            let old = [tip, String(tip.reversed()), Pushes.zeros][number % 3]
            return hook == .prePush ? "\(name) \(tip) \(name) \(old)" : "\(old) \(tip) \(name)"
        }
        let few = try Pushes.processes(moves.prefix(6), hook, repository, backend)
        #expect(try Pushes.processes(moves[...], hook, repository, backend) == few)
        #expect(few < 20)
    }

    /// A stream for `git fast-import`: branches below t/, each with a commit and a tree of its own.
    private static func branches(_ count: Int) -> String {
        (1...count).map { number in
            """
            commit refs/heads/t/\(number)
            committer Ada <ada@example.com> \(1_700_000_000 + number) +0000
            data 2
            x
            from refs/heads/main^0
            M 100644 inline file.txt
            data \("\(number)".count + 1)
            \(number)

            """
        }.joined(separator: "\n") + "\n"
    }

    /// How many programs are started to find out that nothing of it concerns a protected branch.
    private static func processes(
        _ moves: ArraySlice<String>, _ hook: HookName, _ repository: TemporaryRepository, _ backend: Repository.Backend
    ) throws -> Int {
        let count = Mutex(0)
        let opened = try Repository.open(
            at: repository.path, environment: repository.environment, backend: backend,
            run: { command in
                count.withLock { $0 += 1 }
                return Subprocess.run(command)
            })
        let call = HookCall(hook, ["origin", "/nowhere"], input: moves.joined(separator: "\n"), environment: [:])
        #expect(try IncomingChanges(call, in: opened).incomingChanges().isEmpty)
        return count.withLock { $0 }
    }
}
