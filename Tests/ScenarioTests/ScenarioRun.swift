import TestSupport
import TreeGuardBase
import TreeGuardSchema
import TreeGuardSystem

/// A scenario being played, in a folder of its own.
final class ScenarioRun {
    private let folder: TemporaryFolder
    private var directory: String
    private var environment: [String: String?]
    /// Volatile text, and the word that stands for it in a scenario.
    private var substitutions: [(value: String, name: String)]
    /// The server's version, down to the minor one.
    private var version: Regex<Substring>?
    private let begun = ScenarioRun.today

    private let server: ThrowawayServer?

    init(needingDatabase: Bool) throws {
        folder = try TemporaryFolder()
        directory = folder.path("work")
        try Files.makeFolder(directory)
        try folder.write(ScenarioRun.gitConfiguration, to: "home/.gitconfig")
        environment = try ScenarioRun.environment(home: folder.path("home"), work: directory)
        substitutions = [
            (directory, "$WORK"), (folder.path("home"), "$HOME"), (folder.path, "$ROOT"),
            (ProjectFolder.path, "$PROJECT"),
        ]
        server = needingDatabase ? try TemporaryServer.start() : nil
        if let server { try offer(server) }
    }

    deinit { server?.stop() }

    /// Makes the two databases, and puts what a scenario needs to reach them into its environment.
    private func offer(_ server: ThrowawayServer) throws {
        for (database, name) in [("production", "PRODUCTION_URL"), ("local", "LOCAL_URL")] {
            try server.createDatabase(database)
            let url = "postgresql://postgres@/\(database)?host=\(server.folder)&port=\(server.port)"
            environment[name] = url
            substitutions.append((url, "$\(name)"))
        }
        if let path = environment["PATH"] ?? nil { environment["PATH"] = "\(server.binaries.folder):\(path)" }
        substitutions.append((server.folder, "$SOCKETS"))
        let version = try server.execute("SHOW server_version").prefix { $0 != " " }
        self.version = try Regex("\\b\(version.replacing(".", with: "\\."))\\b", as: Substring.self)
    }

    /// Plays one part; a step is given back with what really happened in the places where it expects something.
    func play(_ part: Scenario.Part) throws -> (part: Scenario.Part, result: CommandOutput?) {
        switch part {
        case .prose, .needsDatabase: return (part, nil)
        case .file(let path, let lines):
            try Files.makeFolder(parent(of: "\(directory)/\(path)"))
            try Files.write(lines.map { $0 + "\n" }.joined(), to: "\(directory)/\(path)")
            return (part, nil)
        case .step(var step):
            let result = run(step.command.joined(separator: "\n"))
            if step.exit != nil, case .exited(let code) = result.end { step.exit = code }
            if step.output != nil { step.output = lines(result.outputText) }
            if step.error != nil { step.error = lines(result.errorText) }
            return (.step(step), result)
        }
    }

    /// Runs the lines in one shell. The folder in which it ends is where the next one begins.
    private func run(_ script: String) -> CommandOutput {
        let result = Subprocess.run(
            Command(
                "sh", ["-c", "trap 'pwd -P > \"$SCENARIO_STATE\"' EXIT\n" + script], in: directory,
                environment: environment, deadline: .seconds(60)))
        if let path = try? folder.read("state").dropLast(), Files.isFolder(String(path)) { directory = String(path) }
        return result
    }

    private func lines(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        var lines = normalised(text).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" {
            lines.removeLast()
            // An empty line at the end would be taken for the space before the next step.
            if lines.last == "" { lines[lines.count - 1] = "(empty line)" }
        } else {
            lines.append("(no newline at the end)")
        }
        return lines
    }

    private func normalised(_ text: String) -> String {
        var fixed = substitutions.reduce(text) { $0.replacing($1.value, with: $1.name) }
        if let version { fixed = fixed.replacing(version, with: "VERSION") }
        fixed =
            fixed
            .replacing(/\b[0-9a-f]{64}\b|\b[0-9a-f]{40}\b/, with: "OID")
            .replacing(/(deployment"?:? "?)[0-9a-f]{16}\b/) { "\($0.1)OID" }
            .replacing(/\d{4}-\d\d-\d\dT\d\d:?\d\d:?\d\dZ/, with: "TIME")
            .replacing(/\b\d+(\.\d+)? m?s\b/, with: "DURATION")
        // The day may change meanwhile. Any other day is the scenario's own.
        return [begun, ScenarioRun.today].reduce(fixed) { $0.replacing($1, with: "DAY") }
    }

    private static var today: String { String("\(Clock.wall())".prefix(10)) }

    private func parent(of path: String) -> String { String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]) }

    private static let gitConfiguration = """
        [user]
        \tname = Ada
        \temail = ada@example.com
        [init]
        \tdefaultBranch = main
        [advice]
        \tdetachedHead = false

        """

    private static func environment(home: String, work: String) throws -> [String: String?] {
        let path = ProcessEnvironment.inherited["PATH"] ?? "/usr/bin:/bin"
        return [
            "PATH": "\(try ProjectFolder.builtPrograms()):\(path)", "HOME": home, "WORK": work,
            "PROJECT": ProjectFolder.path,
            "SCENARIO_STATE": "\(home)/../state",
            // A scratch server that is kept ends with the folder.
            "XDG_RUNTIME_DIR": home,
            "GIT_AUTHOR_DATE": "2026-03-01T09:00:00Z", "GIT_COMMITTER_DATE": "2026-03-01T09:00:00Z",
            "GIT_TERMINAL_PROMPT": "0",
        ]
    }
}
