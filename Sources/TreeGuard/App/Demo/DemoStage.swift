import TreeGuardBase
import TreeGuardSchema
import TreeGuardSystem

/// The stage of the story: a server with two databases, and a repository with a linked worktree.
struct DemoStage: Sendable {
    let server: ThrowawayServer
    /// Everything that is not the server's.
    let folder: String
    private let session: Session
    private let program: String

    var repository: String { "\(folder)/repository" }
    var worktree: String { "\(folder)/security-worktree" }

    /// The environment of the story's commands, without the person's own settings.
    var environment: [String: String?] {
        // The story is a person's, also where an agent has it played.
        var environment: [String: String?] = [:]
        for name in session.environment.keys where Interactivity.isAgentSign(name) {
            environment.updateValue(nil, forKey: name)
        }
        return environment.merging(settings) { $1 }
    }

    private var settings: [String: String?] {
        [
            "TREEGUARD_TTY": "0", "TREEGUARD_PRODUCTION_URL": url("production"), "TREEGUARD_LOCAL_URL": url("local"),
            "HOME": folder,
            "XDG_CONFIG_HOME": folder, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Demo",
            "GIT_AUTHOR_EMAIL": "demo@example.com", "GIT_COMMITTER_NAME": "Demo",
            "GIT_COMMITTER_EMAIL": "demo@example.com", "GIT_DIR": nil, "GIT_WORK_TREE": nil, "GIT_INDEX_FILE": nil,
        ]
    }

    init(_ session: Session) throws {
        self.session = session
        program = try ProcessEnvironment.executablePath()
        folder = try Files.makeTemporaryFolder(named: "treeguard-demo")
        server = try ThrowawayServer(run: session.run)
        try makeDatabases()
        try makeRepository()
    }

    private func makeDatabases() throws {
        for database in ["production", "local"] {
            try server.createDatabase(database)
            try server.execute(DemoFiles.initialSchema, database: database)
        }
        for migration in [DemoFiles.detectionsMigration, DemoFiles.tiersMigration] {
            try apply(migration, to: "local")
        }
    }

    private func makeRepository() throws {
        try write(DemoFiles.main, into: repository)
        try git(["init", "--quiet", "--initial-branch=main", repository], in: folder)
        try commit("Analyse jobs", in: repository)
        try git(["worktree", "add", "--quiet", "-b", "security-detections", worktree], in: repository)
        try write(DemoFiles.feature, into: worktree)
        try commit("Log detections, analyse in tiers", in: worktree)
    }

    func apply(_ migration: String, to database: String) throws {
        try server.execute(DemoFiles.feature[migration] ?? "", database: database)
    }

    /// Runs treeguard itself, where nobody could be asked: what it said, and how it ended.
    func treeguard(_ words: [String], in folder: String) -> (text: String, code: Int32?) {
        let output = session.run(command(words, in: folder))
        if case .exited(let code) = output.end { return (output.outputText + output.errorText, code) }
        return (output.outputText + output.errorText, nil)
    }

    /// The same at a terminal of its own, where somebody types the answers.
    func treeguard(
        _ words: [String], in folder: String, answering answers: [DemoStory.Answer]
    ) throws -> (text: String, code: Int32?) {
        var command = command(words, in: folder)
        command.environment["TREEGUARD_TTY"] = "1"
        let terminal = try PseudoTerminal(command)
        for answer in answers where terminal.shows(answer.question, within: .seconds(60)) {
            terminal.type(answer.typed + "\n")
        }
        let code = terminal.exitCode(within: .seconds(60))
        return (terminal.text.replacing("\r\n", with: "\n"), code)
    }

    private func command(_ words: [String], in folder: String) -> Command {
        let look = ["--color", session.style.hasColors ? "always" : "never"]
        return Command(program, words + look, in: folder, environment: environment)
    }

    private func write(_ files: [String: String], into root: String) throws {
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            let whole = "\(root)/\(path)"
            try Files.makeFolder(String(whole.prefix(upTo: whole.lastIndex(of: "/") ?? whole.endIndex)))
            try Files.write(text, to: whole)
        }
    }

    private func commit(_ subject: String, in folder: String) throws {
        try git(["add", "--all"], in: folder)
        try git(["commit", "--quiet", "--message", subject], in: folder)
    }

    private func git(_ words: [String], in folder: String) throws {
        let output = session.run(Command("git", words, in: folder, environment: environment))
        guard output.succeeded else {
            throw Failure(
                .repositoryUnreadable, what: "the demo's repository could not be made",
                why: "\(Escaped(output.errorText))", next: "git --version")
        }
    }

    func url(_ database: String) -> String {
        "postgresql:///\(database)?host=\(server.folder)&port=\(server.port)&user=postgres"
    }

    func remove() {
        server.stop()
        try? Files.remove(folder)
    }
}
