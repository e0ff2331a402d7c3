import Synchronization
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSystem

/// The merge in memory against git's own, on histories made by chance; and the traces it leaves: none.
@Suite struct AgreementWithGit {
    @Test(arguments: 1...12, bothBackends)
    func aMergeIsTheOneThatGitMakes(_ seed: Int, _ backend: Repository.Backend) throws {
        var chance = Chance(seed: UInt64(seed))
        let repository = try TemporaryRepository()
        let files = (0..<8).map { "\($0 % 2 == 0 ? "db/" : "")file\($0).sql" }
        try repository.commit(Dictionary(uniqueKeysWithValues: files.map { ($0, chance.text() as String?) }))
        try repository.git("branch", "feature")
        for _ in 0..<8 {
            try repository.git("switch", "--quiet", chance.upTo(2) == 0 ? "main" : "feature")
            if chance.upTo(3) == 0 {
                try crossMerge(in: repository)
                continue
            }
            for _ in 0...chance.upTo(3) {
                let file = files[chance.upTo(files.count)]
                if let text = try? repository.folder.read("repository/\(file)"), chance.upTo(6) > 0 {
                    try repository.write(chance.edited(text), to: file)
                } else {
                    try repository.write(chance.text(), to: file)
                }
            }
            if chance.upTo(3) == 0 {
                try repository.git("rm", "--quiet", "-f", "--ignore-unmatch", files[chance.upTo(8)])
            }
            try repository.commit()
        }
        let opened = try repository.opened(backend)
        let target = try #require(try opened.commit(named: "main"))
        let source = try #require(try opened.commit(named: "feature"))
        let landing = try opened.changes(landing: source, on: target)
        let merged = try gitsMerge(in: repository)
        #expect(landing.conflicts == merged.conflicts)
        let real = try opened.changes(from: target.tree, to: merged.tree).changes
        let settled = { (change: Change) in !merged.conflicts.contains(change.path) }
        #expect(landing.changes.filter(settled) == real.filter(settled))
    }

    /// Merges each branch into the other's former tip, which makes two best ancestors. Conflicts stay in the texts.
    private func crossMerge(in repository: TemporaryRepository) throws {
        let (main, feature) = (try repository.id("main"), try repository.id("feature"))
        for (branch, parents) in [("main", [main, feature]), ("feature", [feature, main])] {
            let tree = try gitsMerge(in: repository, parents[0].hex, parents[1].hex).tree.hex
            let merged = try repository.git(
                "commit-tree", tree, "-p", parents[0].hex, "-p", parents[1].hex, "-m", "merge")
            try repository.git("update-ref", "refs/heads/\(branch)", merged)
        }
        try repository.git("reset", "--hard", "--quiet")
    }

    /// `git merge-tree --write-tree`: the tree, and the paths in conflict. It ends with 1 where there are any.
    private func gitsMerge(
        in repository: TemporaryRepository, _ ours: String = "main", _ theirs: String = "feature"
    ) throws -> (tree: ObjectID, conflicts: [RepositoryPath]) {
        let script = "git merge-tree --write-tree -z --name-only --no-messages \(ours) \(theirs) || test $? -eq 1"
        let output = try runProgram("sh", "-c", script, in: repository.path, environment: repository.environment)
        let fields = output.split(separator: "\0").map { String($0) }
        return (ObjectID(hex: fields[0]), Set(fields.dropFirst()).map { RepositoryPath($0) }.sorted())
    }

    @Test(arguments: bothBackends) func theRepositoryIsLeftAsItWas(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        let lines = ["one", "two", "three", "four", "five", "six"]
        try repository.commit([
            "001.sql": lines.joined(separator: "\n"), "conflict.sql": "a", ".treeguard": "[a]\nb=1\n",
        ])
        try repository.git("switch", "--quiet", "--create", "feature")
        try repository.commit(["001.sql": (["ONE"] + lines.dropFirst()).joined(separator: "\n"), "conflict.sql": "b"])
        try repository.git("switch", "--quiet", "main")
        try repository.commit(["001.sql": (lines.dropLast() + ["SIX"]).joined(separator: "\n"), "conflict.sql": "c"])
        try repository.write("new", to: "002.sql")
        let before = try everything(in: repository)
        let opened = try repository.opened(backend)
        let target = try #require(try opened.head().commit)
        let source = try #require(try opened.commit(named: "feature"))
        let changes = try opened.changes(landing: source, on: target)
        #expect(short(changes) == ["M 001.sql", "M conflict.sql", "C conflict.sql"])
        let blobs = changes.changes.compactMap { change in
            if case .blob(let id) = change.new { id } else { nil }
        }
        #expect(try opened.contents(of: blobs).count == 2)
        _ = try opened.uncommitted()
        _ = try opened.stagedChanges(since: target.tree)
        _ = try opened.entries(of: source.tree)
        _ = try opened.settings(of: ".treeguard", in: target.tree)
        _ = try opened.personalSettings()
        _ = try opened.worktrees()
        _ = try opened.defaultBranch()
        _ = try opened.upstream(ofBranch: "main")
        #expect(try everything(in: repository) == before)
    }

    /// Every file with its time and content, and every folder.
    private func everything(in repository: TemporaryRepository) throws -> String {
        let script = "find . -printf '%p %s %T@\\n' | sort; find . -type f | sort | xargs -d '\\n' cksum"
        return try runProgram("sh", "-c", script, in: repository.path)
    }

    @Test func thousandsOfFilesTakeNoMoreProcessesThanThree() throws {
        let repository = try TemporaryRepository()
        try repository.commit(["readme": "r"])
        let few = try processes(reading: 3, in: repository)
        #expect(try processes(reading: 3000, in: repository) == few)
    }

    /// How often git is started to find that many new files and to read them all.
    private func processes(reading count: Int, in repository: TemporaryRepository) throws -> Int {
        for number in 0..<count { try repository.write("\(number)", to: "\(count)/\(number).sql") }
        try repository.git("checkout", "--quiet", "-B", "feature", "main")
        try repository.commit()
        let started = Mutex(0)
        let counting: RunCommand = { command in
            started.withLock { $0 += 1 }
            return Subprocess.run(command)
        }
        let opened = try Repository.open(
            at: repository.path, environment: repository.environment, backend: .plumbing, run: counting)
        let source = try #require(try opened.commit(named: "feature"))
        let changes = try opened.changes(landing: source, on: try opened.commit(named: "main")).changes
        let blobs = changes.compactMap { if case .blob(let id) = $0.new { id } else { nil } }
        #expect(try opened.contents(of: blobs).count == count)
        return started.withLock { $0 }
    }

    @Test(arguments: bothBackends) func onlyFoldersThatDifferAreLookedInto(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["db/001.sql": "a", "same/deep/x": "x", "src/a.py": "a", "vendor/big/y": "y"])
        try repository.git("switch", "--quiet", "--create", "feature")
        try repository.commit(["src/a.py": "b", "vendor/big/002.sql": "y"])
        let opened = try repository.opened(backend)
        let (main, feature) = (try repository.id("main"), try repository.id("feature"))
        let isSQL = { (path: RepositoryPath) in path.name.hasSuffix(".sql") }
        #expect(try opened.differs(from: main, to: feature, where: isSQL))
        #expect(try !opened.differs(from: main, to: feature, entering: { $0 != "vendor" }, where: isSQL))
        #expect(try !opened.differs(from: main, to: feature) { $0.isInside("db") })
        #expect(try opened.differs(from: nil, to: feature) { $0.isInside("db") })
        #expect(try !opened.differs(from: main, to: main) { _ in true })
        var asked: Set<RepositoryPath> = []
        _ = try opened.differs(from: main, to: feature, entering: { asked.insert($0).inserted }, where: { _ in false })
        #expect(asked.isDisjoint(with: ["db", "same", "same/deep"]))
    }
}

/// Chance that is the same in every run (SplitMix64).
private struct Chance {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func upTo(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    /// Lines that occur nowhere else, so that git takes no file for another one renamed.
    mutating func text() -> String { (0..<9).map { _ in "\(next())\n" }.joined() }

    mutating func edited(_ text: String) -> String {
        var lines = text.split(separator: "\n").map { String($0) }
        guard !lines.isEmpty else { return self.text() }
        lines[upTo(lines.count)] = "\(next())"
        return lines.map { $0 + "\n" }.joined()
    }
}
