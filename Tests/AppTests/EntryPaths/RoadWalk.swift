import EntryPaths
import TestSupport
import TreeGuardApp
import TreeGuardBase
import TreeGuardSystem

/// One repository of its own, in which one road is walked.
final class RoadWalk: Sendable {
    enum Place: String, Sendable, CaseIterable { case main, linked }

    let folder: TemporaryFolder
    private let stage: RoadStage
    private let place: Place
    private let topic: String

    init(_ place: Place = .main, topic: String = "feature") throws {
        stage = try RoadStage.shared.get()
        folder = try TemporaryFolder()
        self.place = place
        self.topic = topic
        try runProgram("cp", "-a", "\(stage.folder.path("template"))/.", folder.path)
        if place == .linked {
            try prepare("free checkout -q --detach; free worktree add -q ../linked main", in: "repository")
        }
    }

    private var directory: String { place == .linked ? "linked" : "repository" }

    func environment(_ database: String) -> [String: String?] {
        var environment = stage.environment(database: database, in: folder.path)
        environment["TOPIC"] = .some(topic)
        return environment
    }

    @discardableResult
    func run(
        _ script: String, database: String = "pending", in directory: String? = nil, adding: [String: String] = [:]
    ) -> CommandOutput {
        var environment = environment(database)
        for (name, value) in adding { environment[name] = .some(value) }
        return Subprocess.run(
            Command(
                "sh", ["-c", script], in: folder.path(directory ?? self.directory), environment: environment,
                deadline: .seconds(60)))
    }

    /// Runs a road's preparations, of which some end in conflicts on purpose.
    func prepare(_ script: String, in directory: String? = nil) throws {
        run(RoadWalk.functions + script, in: directory)
    }

    private static let functions = """
        free() { git -c core.hooksPath=/dev/null "$@"; }
        diverge() { echo other >>other.txt; free add -A; free commit -qm other; }
        clash() { echo main >app.py; free commit -qam main; }
        solve() { echo solved >app.py; free add -A; }

        """

    func text(of script: String) -> String { run(script).outputText }

    /// The commits of every branch, here and on the other side.
    func branches() -> String {
        text(
            of: """
                git for-each-ref --format='%(refname) %(objectname)' refs/heads
                git ls-remote -q origin 'refs/heads/*'
                """)
    }

    func status() -> String { text(of: "git status --porcelain") }

    func hasLanded(_ landing: EntryPath.Landing) -> Bool {
        let file = topic == "feature" ? "db/migrations/0002_b.sql" : "app.py"
        switch landing {
        case .here: return run("git cat-file -e main:\(file)").succeeded
        case .remote(let branch): return run("git --git-dir ../remote.git cat-file -e \(branch):\(file)").succeeded
        case .nowhere: return true
        }
    }

    /// How often the whole program was started.
    var starts: Int {
        ((try? folder.read("started")) ?? "").split(separator: "\n").count
    }

    /// The folder of a `treeguard` that writes down when it is started.
    var programs: String { stage.programs }

    /// The folder in which the commands run.
    var path: String { folder.path(directory) }
}

extension CommandOutput {
    /// The command that the refusal says restores what was there.
    var restoringCommand: String? {
        let mark = "put it back: "
        return errorText.split(separator: "\n").last { $0.contains(mark) }
            .map { String($0[($0.firstRange(of: mark)?.upperBound ?? $0.startIndex)...]) }
    }
}
