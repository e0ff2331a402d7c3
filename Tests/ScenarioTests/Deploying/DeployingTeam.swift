import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// A team's repository with `[deploy]` settings, a branch that brings migrations, and a production to bring them to.
struct DeployingTeam: Sendable {
    let repository: TemporaryRepository
    let database: TemporaryDatabase
    private let password: String

    /// - Parameter settings: the lines of `[deploy]`
    init(_ settings: String, _ files: [String: String], password: String = "") throws {
        repository = try TemporaryRepository()
        database = try TemporaryDatabase()
        self.password = password
        let base = "CREATE TABLE jobs (id int);\n"
        try repository.commit([
            "migrations/000_jobs.sql": base,
            ".treeguard": "[deploy]\n\t" + settings.replacing("\n", with: "\n\t") + "\n",
        ])
        try repository.git("checkout", "--quiet", "-b", "feature")
        try repository.commit(files.mapValues { $0 })
        try database.execute(base)
    }

    private func url(_ user: String) -> String {
        "postgresql://\(user)@/\(database.name)?host=\(database.server.folder)&port=\(database.server.port)"
    }

    var environment: [String: String] {
        var environment = repository.environment
        environment["TREEGUARD_PRODUCTION_URL"] = url(password.isEmpty ? "postgres" : "postgres:\(password)")
        environment["NO_PROXY"] = "*"
        return environment
    }

    func treeguard(_ words: String..., environment extra: [String: String] = [:]) throws -> CommandOutput {
        try treeguard(words, environment: extra)
    }

    func treeguard(_ words: [String], environment extra: [String: String] = [:]) throws -> CommandOutput {
        Subprocess.run(
            Command(
                "\(try ProjectFolder.builtPrograms())/treeguard", words, in: repository.path,
                environment: environment.merging(extra) { $1 }, deadline: .seconds(60)))
    }

    /// A person's own terminal, in which a command runs; it says in the end how that ended.
    func terminal(_ words: String) throws -> PseudoTerminal {
        var variables = environment
        variables["PATH"] =
            "\(try ProjectFolder.builtPrograms()):\(ProcessEnvironment.inherited["PATH"] ?? "/usr/bin:/bin")"
        variables["LANG"] = "C.UTF-8"
        variables["TERM"] = "xterm"
        variables["NO_COLOR"] = "1"
        return try PseudoTerminal(
            "trap : INT; cd '\(repository.path)'; \(words); echo \"code $?\"", environment: variables)
    }

    func tables() throws -> String {
        try database.execute(
            "SELECT coalesce(string_agg(tablename, ' ' ORDER BY tablename), '') FROM pg_tables WHERE schemaname IN ('public', 'treeguard')"
        )
    }

    /// The lines that the chores wrote to a file beside the repository.
    func chores() throws -> [String] {
        let path = repository.folder.path("chores")
        guard Files.exists(path) else { return [] }
        return String(decoding: try Files.read(path), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// True if somebody in the database does what the text says.
    func isBusy(with query: String) throws -> Bool {
        try database.execute(
            "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = '\(database.name)' AND pid <> pg_backend_pid() AND query LIKE '%\(query)%' AND state = 'active'"
        ) == "t"
    }

    /// The words on standard output, wherever its lines end.
    static func words(of output: CommandOutput) -> String {
        output.outputText.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
    }

    /// A session that did what is said and does nothing more, until it is ended.
    func holding(_ sql: String) throws -> Watchdog {
        let session = try Watchdog(
            Command("sh", ["-c", "(printf '%s;\\n' \"$2\"; exec cat) | psql -qX \"$1\" >/dev/null"]),
            arguments: [url("postgres"), sql])
        let last = sql.split(separator: "; ").last ?? ""
        let holds = try eventually {
            try database.execute(
                "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = '\(database.name)' AND state LIKE 'idle%' AND query LIKE '%\(last)%' AND query NOT LIKE '%pg_stat_activity%'"
            ) == "t"
        }
        try #require(holds)
        return session
    }
}
