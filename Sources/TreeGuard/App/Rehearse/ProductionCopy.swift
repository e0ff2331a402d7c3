import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

/// A database on a throwaway server with production's schema, its roles, and the rows that its ledgers hold. Of
/// production everything is read, and nothing written: pg_dump and psql are told so as they connect.
///
/// Nothing of it has a right over this machine: its roles are ordinary ones, whatever they are in production, and the
/// server's superuser is shut out (`seal`) before anything of a branch runs there.
struct ProductionCopy {
    static let database = "rehearsal"

    let server: ThrowawayServer
    let surroundings: CopiedSurroundings
    let session: Session
    /// How PostgreSQL's own programs get into production.
    private let environment: [String: String?]
    private let name: String
    private let majorVersion: Int
    /// The missing parts of the schema, in words.
    private(set) var remarks: [String] = []

    /// Reads production's schema, starts a server, and loads the schema there.
    static func make(
        of connection: ConnectionSettings, named name: String, _ production: Server, _ limits: TimeLimits,
        by programs: PostgresBinaries, _ session: Session
    ) throws(Failure) -> ProductionCopy {
        let answers = try ask(connection, Inquiry(first: CopiedSurroundings.questions), limits).get()
        let environment = try environment(of: connection, limits, session)
        let server = try ThrowawayServer(
            .forForeignText(settings: [
                "max_connections": "20", "temp_file_limit": "1GB", "log_connections": "on",
                // pg_dump locks every table, and some schemas have thousands.
                "max_locks_per_transaction": "2048",
            ]),
            by: programs,
            run: session.run)
        var copy = ProductionCopy(
            server: server, surroundings: CopiedSurroundings(answers.first, database: database), session: session,
            environment: environment, name: name,
            majorVersion: programs.majorVersion(run: session.run) ?? production.majorVersion)
        try copy.refuseMissingExtensions(majorVersion: copy.majorVersion)
        try copy.makeDatabase()
        try copy.loadSchema(copy.dump(["--schema-only"]))
        return copy
    }

    /// The address, and what a person's own files and tickets are found by. Nothing else of ours.
    private static func environment(
        of connection: ConnectionSettings, _ limits: TimeLimits, _ session: Session
    ) throws(Failure) -> [String: String?] {
        var environment = try programEnvironment(
            of: connection,
            options: [
                "default_transaction_read_only": "on", "lock_timeout": "\(limits.lock.milliseconds)",
                "idle_in_transaction_session_timeout": "600000",
            ])
        let own = ["HOME", "KRB5CCNAME", "KRB5_CONFIG", "SSL_CERT_FILE", "SSL_CERT_DIR", "OPENSSL_CONF"]
        for name in own where environment[name] == nil {
            if let value = session.environment[name] { environment[name] = value }
        }
        return environment
    }

    /// Runs one of PostgreSQL's programs against production.
    private func reading(_ program: String, _ words: [String], deadline: Duration) -> CommandOutput {
        var command = Command(
            "\(server.binaries.folder)/\(program)", words, environment: environment, deadline: deadline)
        command.inheritsEnvironment = false
        let output = session.run(command)
        // A pooler takes no settings; pg_dump's own transaction is read-only without them.
        guard !output.succeeded, program == "pg_dump", output.errorText.contains("startup parameter") else {
            return output
        }
        command.environment["PGOPTIONS"] = .some(nil)
        return session.run(command)
    }

    // MARK: The schema

    /// In the form of production's own: who may do what is a part of it.
    private func makeDatabase() throws(Failure) {
        try server.execute(surroundings.preparations)
        let owner = surroundings.has(surroundings.owner) ? surroundings.owner : deployer
        try server.execute(
            "CREATE DATABASE \(ProductionCopy.database) OWNER \(sqlIdentifier(owner)) TEMPLATE template0")
        try server.execute(surroundings.ownerOfPublic, database: ProductionCopy.database)
    }

    /// Each stretch by whom it needs; then who may do what; then nothing in it reaches out any more.
    private mutating func loadSchema(_ archive: [UInt8]) throws(Failure) {
        let file = "\(server.folder)/schema"
        do throws(SystemError) { try Files.write(archive, to: file, mode: 0o600) } catch {
            throw notLoaded(error.reason)
        }
        defer { try? Files.remove(file) }
        let listing = session.run(Command("\(server.binaries.folder)/pg_restore", ["--list", file]))
        guard listing.succeeded else { throw notLoaded(listing.errorText) }
        let contents = DumpContents(listing.outputText)
        for stretch in contents.stretches {
            if !stretch.isForSuperuser {
                try server.execute(CopiedSurroundings.openSchemas, database: ProductionCopy.database)
            }
            try restore(stretch, from: file)
        }
        try server.execute(surroundings.closingOfSchemas, database: ProductionCopy.database)
        try restore(contents.rights, from: file)
        try server.execute(
            surroundings.conclusions(majorVersion: majorVersion, database: ProductionCopy.database))
        let disarmed = try server.execute(
            "SET search_path = pg_catalog, pg_temp;\n\(Disarming.statement);\n\(Disarming.question)",
            database: ProductionCopy.database)
        remarks = CopyRemarks.of(contents, disarmed: disarmed.split(separator: "\n").map(String.init))
    }

    private func restore(_ stretch: DumpContents.Stretch, from file: String) throws(Failure) {
        guard !stretch.entries.isEmpty else { return }
        let list = "\(server.folder)/list"
        do throws(SystemError) { try Files.write(stretch.list, to: list, mode: 0o600) } catch {
            throw notLoaded(error.reason)
        }
        defer { try? Files.remove(list) }
        try load(
            server.client(
                "pg_restore",
                ["--exit-on-error", "--no-tablespaces", "-d", ProductionCopy.database, "--use-list", list, file],
                user: stretch.isForSuperuser ? nil : CopiedSurroundings.loader), "its schema")
    }

    /// The superuser writes down what it does for the migrations, and leaves for good.
    func seal(_ steps: SuperuserSteps) throws(Failure) {
        if !steps.steps.isEmpty { try server.execute(steps.preparations, database: ProductionCopy.database) }
        try server.seal()
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

    /// Runs pg_dump against production, read-only, for an archive: pg_restore sends it to the server, where psql would
    /// read it for commands of its own.
    private func dump(_ words: [String]) throws(Failure) -> [UInt8] {
        let program = "\(server.binaries.folder)/pg_dump"
        guard Files.exists(program) else {
            throw Failure(
                .postgresMissing, what: "the schema of \(Escaped(name)) could not be copied",
                why: "there is no pg_dump beside the server's programs: \(program)",
                next: "apt-get install postgresql-client")
        }
        let always = [
            "--format=custom", "--no-tablespaces", "--no-subscriptions", "--no-security-labels",
            "--lock-wait-timeout=5000", "--no-password",
        ]
        let output = reading("pg_dump", always + words, deadline: .seconds(600))
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

    private func load(_ output: CommandOutput, _ what: String) throws(Failure) {
        guard !output.succeeded else { return }
        let lines = output.errorText.split(separator: "\n")
        let telling = lines.first { $0.contains("ERROR:") } ?? lines.last ?? "the program ended with \(output.end)"
        throw notLoaded(String(telling), what)
    }

    private func notLoaded(_ why: String, _ what: String = "its schema") -> Failure {
        Failure(
            .schemaNotLoaded, what: "\(what) could not be loaded into a server of this machine",
            why: "\(Escaped(why))", next: "treeguard explain \(Failure.Code.schemaNotLoaded.rawValue)")
    }

    /// The schema, as pg_dump writes it.
    func schema() throws(Failure) -> SchemaText {
        let output = server.client(
            "pg_dump", ["--schema-only", "--exclude-schema=\(SuperuserSteps.schema)", ProductionCopy.database],
            user: CopiedSurroundings.loader)
        guard output.succeeded else { throw dumpFailed(output) }
        return SchemaText(output.outputText)
    }

    /// How a migration gets in: as the role that would deploy it. It is a login of its own, and no disguise of a
    /// superuser's that could be taken off.
    var settings: ConnectionSettings { server.settings(database: ProductionCopy.database, user: deployer) }

    /// How whoever looks on gets in.
    var looking: ConnectionSettings {
        server.settings(database: ProductionCopy.database, user: CopiedSurroundings.loader)
    }

    var deployer: String { surroundings.deployer }

    /// How often anybody came in.
    var connectionCount: Int {
        server.log.split(separator: "\n").count { $0.contains("connection authorized") }
    }

    // MARK: Rows

    /// The rows of these tables, every one: what the frameworks know.
    func copyRows(of tables: [LedgerTable]) throws(Failure) {
        guard !tables.isEmpty else { return }
        let archive = try dump(["--data-only"] + tables.map { "--table=\($0.sql)" })
        let output = server.client(
            "pg_restore", ["--exit-on-error", "-d", ProductionCopy.database], user: CopiedSurroundings.loader,
            input: archive)
        try load(output, "the ledger")
    }

    /// The first rows of a table, as many as were asked for, whatever they refer to.
    func copySample(of table: String, rows: Int) throws(Failure) -> Int {
        let columns = try columns(of: table)
        let query = "COPY (SELECT \(columns.list) FROM \(columns.table) LIMIT \(rows)) TO STDOUT"
        let output = reading("psql", ["-X", "-q", "-w", "-v", "ON_ERROR_STOP=1", "-c", query], deadline: .seconds(300))
        guard output.succeeded else { throw dumpFailed(output) }
        // After the rows psql reads no commands: it was given its one.
        let loading = server.psql(
            ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", "COPY \(columns.table) (\(columns.list)) FROM STDIN"],
            database: ProductionCopy.database, user: CopiedSurroundings.loader, input: output.standardOutput,
            deadline: .seconds(300))
        try load(loading, "rows of \(Escaped(table))")
        return output.standardOutput.count { $0 == 0x0A }
    }

    private func columns(of table: String) throws(Failure) -> (table: String, list: String) {
        let told = try execute(
            """
            SELECT format('%I.%I', n.nspname, c.relname) || chr(9) || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE a.attrelid = to_regclass(\(SQLWords.literal(table))) AND a.attnum > 0 AND NOT a.attisdropped
                AND coalesce(to_jsonb(a) ->> 'attgenerated', '') = '' AND c.relkind IN ('r', 'p')
            GROUP BY n.nspname, c.relname
            """)
        let parts = told.split(separator: "\t", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            throw Failure(
                .usage, what: "there is no table \(Escaped(table)) in \(Escaped(name))",
                why: "--data names a table of production, with its schema where the search path does not find it",
                next: "treeguard help rehearse")
        }
        return (parts[0], parts[1])
    }

    /// Runs SQL as the role that would deploy, and gives the rows as text.
    @discardableResult
    func execute(_ sql: String) throws(Failure) -> String {
        let output = server.psql(
            ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-"], database: ProductionCopy.database,
            user: deployer, input: Array(sql.utf8))
        guard output.succeeded else { throw notLoaded(output.errorText, "what it needs") }
        return output.outputText.last == "\n" ? String(output.outputText.dropLast()) : output.outputText
    }
}
