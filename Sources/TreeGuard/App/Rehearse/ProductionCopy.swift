import TreeGuardCore
import TreeGuardPostgres
import TreeGuardSystem

/// A database on a throwaway server with production's schema, its roles, and the rows that its ledgers hold. Of
/// production everything is read, and nothing written: pg_dump and psql are told so as they connect.
struct ProductionCopy {
    static let database = "rehearsal"

    let server: ThrowawayServer
    let surroundings: CopiedSurroundings
    private let session: Session
    /// How PostgreSQL's own programs get into production.
    private let environment: [String: String?]
    private let name: String

    /// - Parameter version: production's
    init(
        of connection: ConnectionSettings, named name: String, _ production: Server, _ limits: TimeLimits,
        by programs: PostgresBinaries, _ session: Session
    ) throws(Failure) {
        self.session = session
        self.name = name
        let answers = try ask(connection, Inquiry(first: CopiedSurroundings.questions), limits).get()
        surroundings = CopiedSurroundings(answers.first, database: ProductionCopy.database)
        environment = try programEnvironment(
            of: connection,
            options: [
                "default_transaction_read_only": "on", "lock_timeout": "\(limits.lock.milliseconds)",
                "idle_in_transaction_session_timeout": "600000",
            ])
        server = try ThrowawayServer(
            ThrowawayPlan(settings: [
                "max_connections": "20", "temp_file_limit": "1GB", "log_connections": "on",
                // pg_dump locks every table, and some schemas have thousands.
                "max_locks_per_transaction": "2048",
            ]),
            by: programs,
            run: session.run)
        try refuseMissingExtensions(majorVersion: programs.majorVersion(run: session.run) ?? production.majorVersion)
        try makeDatabase()
        try load(try dump(["--schema-only"]), "its schema")
    }

    // MARK: The schema

    /// In the form of production's own: who may do what is a part of it.
    private func makeDatabase() throws(Failure) {
        let roles = surroundings.roles.map { $0 + ";\n" }.joined()
        try server.execute(roles)
        // A managed server's own superuser owns what nobody else may: here that is ours.
        let owner = surroundings.makes(surroundings.owner) ? surroundings.owner : "postgres"
        try server.execute(
            "CREATE DATABASE \(ProductionCopy.database) OWNER \(sqlIdentifier(owner)) TEMPLATE template0")
        let settings = surroundings.settings.map { $0 + ";\n" }.joined()
        try server.execute(settings)
    }

    private func refuseMissingExtensions(majorVersion: Int) throws(Failure) {
        guard !surroundings.extensions.isEmpty else { return }
        let here = Set(
            try server.execute("SELECT name FROM pg_available_extensions").split(separator: "\n").map(String.init))
        let missing = surroundings.extensions.filter { !here.contains($0) }
        guard let first = missing.first else { return }
        let names = missing.map { "\(Escaped($0))" }.joined(separator: ", ")
        throw Failure(
            .extensionMissing, what: "the schema of \(Escaped(name)) could not be copied",
            why: "it uses \(names), and PostgreSQL \(majorVersion) has no such extension on this machine",
            next: CopiedSurroundings.package(of: first, majorVersion: majorVersion))
    }

    /// Runs pg_dump against production, read-only.
    private func dump(_ words: [String]) throws(Failure) -> [UInt8] {
        let program = "\(server.binaries.folder)/pg_dump"
        guard Files.exists(program) else {
            throw Failure(
                .postgresMissing, what: "the schema of \(Escaped(name)) could not be copied",
                why: "there is no pg_dump beside the server's programs: \(program)",
                next: "apt-get install postgresql-client")
        }
        let always = [
            "--no-tablespaces", "--no-subscriptions", "--no-security-labels", "--lock-wait-timeout=5000",
            "--no-password",
        ]
        var command = Command(program, always + words, environment: environment, deadline: .seconds(600))
        var output = session.run(command)
        // A pooler takes no settings; pg_dump's own transaction is read-only without them.
        if !output.succeeded, output.errorText.contains("startup parameter") {
            command.environment["PGOPTIONS"] = .some(nil)
            output = session.run(command)
        }
        guard output.succeeded else { throw dumpFailed(output) }
        return output.standardOutput
    }

    private func dumpFailed(_ output: CommandOutput) -> Failure {
        let complaint = DumpComplaint(output.errorText, asking: surroundings.user)
        return Failure(
            .dumpFailed, what: "the schema of \(Escaped(name)) could not be copied",
            why: output.end == .deadlineExceeded ? "it took more than ten minutes" : complaint.why,
            next: complaint.next)
    }

    private func load(_ sql: [UInt8], _ what: String) throws(Failure) {
        let output = session.run(
            Command(
                "\(server.binaries.folder)/psql",
                ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-", "-o", "/dev/null"],
                environment: try programEnvironment(of: server.settings(database: ProductionCopy.database)),
                standardInput: sql, deadline: .seconds(600)))
        guard !output.succeeded else { return }
        let lines = output.errorText.split(separator: "\n")
        let telling = lines.first { $0.contains("ERROR:") } ?? lines.last ?? "psql ended with \(output.end)"
        throw Failure(
            .schemaNotLoaded, what: "\(what) could not be loaded into a server of this machine",
            why: "\(Escaped(String(telling)))", next: "treeguard explain \(Failure.Code.schemaNotLoaded.rawValue)")
    }

    /// What is there, as pg_dump writes it.
    func schema() throws(Failure) -> SchemaText {
        let output = server.runAsOwner(
            "pg_dump",
            ["--schema-only", "-h", server.folder, "-p", "\(server.port)", "-U", "postgres", ProductionCopy.database])
        guard output.succeeded else { throw dumpFailed(output) }
        return SchemaText(output.outputText)
    }

    /// How a migration gets in: as the role that would deploy it.
    var settings: ConnectionSettings {
        var settings = server.settings(database: ProductionCopy.database)
        settings.parameters["user"] = deployer
        return settings
    }

    /// A role that is the server's own there is the server's own here.
    var deployer: String { surroundings.makes(surroundings.deployer) ? surroundings.deployer : "postgres" }

    /// How often anybody came in.
    var connectionCount: Int {
        server.log.split(separator: "\n").count { $0.contains("connection authorized") }
    }

    // MARK: Rows

    /// The rows of these tables, every one: what the frameworks know.
    func copyRows(of tables: [LedgerTable]) throws(Failure) {
        guard !tables.isEmpty else { return }
        let words = tables.map { "--table=\($0.sql)" }
        try load(try dump(["--data-only"] + words), "the ledger")
    }

    /// The first rows of a table, as many as were asked for, whatever they refer to.
    func copySample(of table: String, rows: Int) throws(Failure) -> Int {
        let columns = try columns(of: table)
        let query = "COPY (SELECT \(columns.list) FROM \(columns.table) LIMIT \(rows)) TO STDOUT"
        let output = session.run(
            Command(
                "\(server.binaries.folder)/psql", ["-X", "-q", "-w", "-v", "ON_ERROR_STOP=1", "-c", query],
                environment: environment, deadline: .seconds(300)))
        guard output.succeeded else { throw dumpFailed(output) }
        let head = "SET session_replication_role = replica;\nCOPY \(columns.table) (\(columns.list)) FROM STDIN;\n"
        try load(Array(head.utf8) + output.standardOutput + Array("\\.\n".utf8), "rows of \(Escaped(table))")
        return output.standardOutput.count { $0 == 0x0A }
    }

    private func columns(of table: String) throws(Failure) -> (table: String, list: String) {
        let told = try server.execute(
            """
            SELECT format('%I.%I', n.nspname, c.relname) || chr(9) || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE a.attrelid = to_regclass(\(SQLWords.literal(table))) AND a.attnum > 0 AND NOT a.attisdropped
                AND coalesce(to_jsonb(a) ->> 'attgenerated', '') = '' AND c.relkind IN ('r', 'p')
            GROUP BY n.nspname, c.relname
            """, database: ProductionCopy.database)
        let parts = told.split(separator: "\t", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            throw Failure(
                .usage, what: "there is no table \(Escaped(table)) in \(Escaped(name))",
                why: "--data names a table of production, with its schema where the search path does not find it",
                next: "treeguard help rehearse")
        }
        return (parts[0], parts[1])
    }
}
