import TreeGuardBase
import TreeGuardDeployments
import TreeGuardSchema
import TreeGuardSystem

/// A database of a throwaway server, empty at first, on which the files of a project run.
struct Database: Sendable {
    private static let name = "evidence"
    /// Whose rights the files run with: it may make roles and whatever it likes in the database, but it may neither run
    /// programs nor read files.
    private static let role = "evidence"

    /// Far more than any file or dump needs, also on a busy machine.
    private static let deadline = Duration.seconds(600)

    private let server: ThrowawayServer

    /// - Parameter prelude: SQL that the superuser runs before everything else
    init(on server: ThrowawayServer, _ prelude: [UInt8]?) throws {
        self.server = server
        // What files before it left on the server goes as well: roles outlive a database.
        try server.execute(
            """
            DROP DATABASE IF EXISTS \(Database.name) WITH (FORCE);
            SELECT format('DROP ROLE %I', rolname) FROM pg_roles WHERE oid >= 16384 \\gexec
            ALTER ROLE ALL RESET ALL;
            ALTER ROLE postgres RESET ALL;
            """)
        try server.createDatabase(Database.name)
        try server.execute(
            """
            CREATE ROLE \(Database.role) LOGIN CREATEROLE;
            ALTER DATABASE \(Database.name) OWNER TO \(Database.role);
            ALTER SCHEMA public OWNER TO \(Database.role);
            """, database: Database.name)
        guard let prelude, let why = run(prelude, as: "postgres", inOneTransaction: true).failure
        else { return }
        throw Failure(.throwawayServerFailed, what: "\(Project.preludeName) does not run", why: why, next: "mend it")
    }

    /// How a file ended.
    enum Outcome: Sendable {
        case ran
        /// Nothing of it is left.
        case failed(String)
        /// It had to run statement by statement, and a part of it may be left.
        case failedMidway(String)

        var failure: String? {
            switch self {
            case .ran: nil
            case .failed(let why), .failedMidway(let why): why
            }
        }
    }

    /// Runs a file as a whole, or statement by statement where PostgreSQL refuses a part of it in a transaction.
    func run(_ file: MigrationFile) -> Outcome {
        if let line = CommandOfPsql.line(in: file.sql) { return .failed("line \(line): a command of psql, not run") }
        let whole = run(file.sql, as: Database.role, inOneTransaction: true)
        guard case .failed(let why) = whole, Database.refusesTransaction.contains(where: why.hasPrefix) else {
            return whole
        }
        return run(file.sql, as: Database.role, inOneTransaction: false)
    }

    // active_sql_transaction, unsafe_new_enum_value_usage, invalid_transaction_termination.
    private static let refusesTransaction = ["25001", "55P04", "2D000"]

    private func run(_ sql: [UInt8], as role: String, inOneTransaction isWhole: Bool) -> Outcome {
        let flags = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=verbose"] + (isWhole ? ["-1"] : [])
        let output = Subprocess.run(
            Command(
                program("psql"), flags + place(as: role) + ["-d", Database.name, "-f", "-"],
                environment: ["PGOPTIONS": "-c client_min_messages=error"], standardInput: sql,
                deadline: Database.deadline))
        guard !output.succeeded else { return .ran }
        let why = Database.reason(output.errorText)
        return isWhole ? .failed(why) : .failedMidway(why)
    }

    /// `psql:<stdin>:3: ERROR:  42P01: relation "t" does not exist`, without what stands before the code.
    private static func reason(_ text: String) -> String {
        let lines = text.split(separator: "\n").map(String.init)
        guard let line = lines.first(where: { $0.contains("ERROR:  ") }) else {
            return lines.first ?? "no reason given"
        }
        return line.split(separator: "ERROR:  ", maxSplits: 1).last.map(String.init) ?? line
    }

    /// The schema as pg_dump prints it, with the roles of the server.
    func schema() throws -> SchemaText {
        let outputs = [
            dump("pg_dump", ["--schema-only", "-d", Database.name]), dump("pg_dumpall", ["--roles-only"]),
        ]
        if let failed = outputs.first(where: { !$0.succeeded }) {
            throw Failure(
                .throwawayServerFailed, what: "the schema could not be dumped", why: failed.errorText,
                next: "see whether pg_dump is of the server's version")
        }
        return SchemaText(outputs.map(\.outputText).joined())
    }

    private func dump(_ name: String, _ arguments: [String]) -> CommandOutput {
        Subprocess.run(Command(program(name), place(as: "postgres") + arguments, deadline: Database.deadline))
    }

    /// How treeguard gets in.
    var url: String { "postgresql:///\(Database.name)?host=\(server.folder)&port=\(server.port)&user=postgres" }

    private func place(as role: String) -> [String] {
        ["-h", server.folder, "-p", "\(server.port)", "-U", role]
    }

    private func program(_ name: String) -> String { "\(server.binaries.folder)/\(name)" }
}
