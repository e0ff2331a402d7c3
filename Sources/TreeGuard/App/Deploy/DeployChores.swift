import TreeGuardCore
import TreeGuardGit
import TreeGuardPostgres
import TreeGuardSystem

/// What a team wants done around a deployment: `before`, `backup`, `verify`, `health`, `after`.
struct DeployChores {
    let session: Session
    let checking: Checking
    let environment: Environment
    let settings: DeploySettings

    private var folder: String { checking.landing.repository.layout.workTree ?? session.directory }

    /// Everything before the first statement. What fails here leaves the database as it was.
    func before(_ plan: Plan, _ writing: DeploySession) throws(Failure) {
        for command in settings.before { try run(command, "before", "nothing was deployed") }
        guard let backup = settings.backup else { return }
        switch backup {
        case .command(let command): try run(command, "backup", "nothing was deployed")
        case .schema: try dump(["--schema-only"])
        case .tables:
            let touched = TouchedTables(plan)
            if touched.isOpen { return try dump([]) }
            guard !touched.names.isEmpty else { return }
            let tables = try writing.answers(to: [touched.question])[0].rows.compactMap { $0.first ?? nil }
            guard !tables.isEmpty else {
                return session.note("treeguard: no table that is touched is there yet: no backup")
            }
            try dump(tables.map { "--table=\($0)" })
        }
    }

    /// Everything after the last: whether what was deployed does what it should.
    func verify(_ plan: Plan) throws(Failure) {
        let beside = plan.files.map(\.path).compactMap(\.verification)
        let named = settings.verify.map { RepositoryPath($0) }
        let files = try checking.landing.contents(besides: named + beside)
        for path in named where files[path] == nil {
            throw Failure(
                .deploymentFailed, what: "\(path) could not be asked whether everything is well",
                why: "deploy.verify names it, and the tree that would land does not have it", next: "git log -- \(path)"
            )
        }
        for (path, bytes) in files.sorted(by: { $0.key.text < $1.key.text }) { try verify(path, bytes) }
        if let health = settings.health { try isHealthy(health) }
    }

    /// Whatever came of it; the command may look at TREEGUARD_OUTCOME.
    func after(_ outcome: String) throws(Failure) {
        for command in settings.after { try run(command, "after", "the deployment is over", outcome) }
    }

    /// A query finds nothing wrong where it has no rows, or where all that it says is true.
    private func verify(_ path: RepositoryPath, _ bytes: [UInt8]) throws(Failure) {
        let reading = try DeploySession.open(environment.connection.get(), settings.patience)
        _ = try reading.answers(to: [Question("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")])
        for instruction in SQLText.instructions(bytes) {
            let rows = try reading.answers(to: [Question(instruction.text)])[0].rows
            guard !rows.allSatisfy({ $0.allSatisfy { $0 == "t" } }) else { continue }
            throw Failure(
                .deploymentFailed, what: "it is deployed, and \(path)\(instruction.line) finds something wrong",
                why: "its query must have no row, or say true in every one; it has \(rows.count)",
                next: "look at what it finds; treeguard rollback takes the migration back, where that is wanted")
        }
        session.note("treeguard: \(path) finds nothing wrong")
    }

    private func isHealthy(_ health: String) throws(Failure) {
        let isURL = health.hasPrefix("http://") || health.hasPrefix("https://")
        var why = ""
        for attempt in 0..<5 {
            if attempt > 0 { Clock.pause(for: .seconds(1 << attempt)) }
            let command =
                isURL
                ? Command(
                    "curl", ["--config", "-"],
                    standardInput: Array(
                        "url = \"\(health)\"\nfail\nsilent\nshow-error\nlocation\nmax-time = 10\n".utf8))
                : try self.command(health)
            let output = session.run(command)
            if output.succeeded { return session.note("treeguard: \(Escaped(health)) is well") }
            why = reason(output)
        }
        throw Failure(
            .deploymentFailed, what: "it is deployed, and \(Escaped(health)) is not well", why: why,
            next: "look at the application; treeguard rollback takes the migrations back, where that is wanted")
    }

    private func run(
        _ line: String, _ name: String, _ state: String, _ outcome: String = ""
    ) throws(Failure) {
        session.note("treeguard: \(name): \(Escaped(line))")
        var command = try command(line)
        command.environment["TREEGUARD_OUTCOME"] = outcome
        let output = session.run(command)
        guard !output.succeeded else { return }
        throw Failure(
            .deploymentFailed, what: "\(state), and deploy.\(name) failed: \(Escaped(line))", why: reason(output),
            next: "run it yourself, then: treeguard deploy --env \(ShellQuoted(environment.name))")
    }

    /// A shell's, with the address of the database in its environment.
    private func command(_ line: String) throws(Failure) -> Command {
        var variables = try effectiveSettings(of: environment.connection.get()).environment
        variables["TREEGUARD_ENVIRONMENT"] = environment.name
        return Command("/bin/sh", ["-c", line], in: folder, environment: variables, deadline: .seconds(3600))
    }

    /// Into a file that only the person may read, and read back before anything is written.
    private func dump(_ what: [String]) throws(Failure) {
        let programs = (try? PostgresBinaries.newest(run: session.run)).map { "\($0.folder)/" } ?? ""
        let records = DecisionRecords(commonDirectory: checking.landing.repository.layout.commonDirectory)
        let time = "\(Clock.wall())".replacing(":", with: "")
        let path = "\(records.backupFolder)/\(environment.name.fileName)-\(time).dump"
        do throws(SystemError) {
            try Files.makeFolder(records.backupFolder, mode: 0o700)
            try Files.write([], to: path, mode: 0o600)
        } catch {
            throw error.failure
        }
        var command = try command("")
        command.program = "\(programs)pg_dump"
        command.arguments = ["--format=custom", "--no-password", "--file=\(path)"] + what
        let output = session.run(command)
        guard output.succeeded else { throw noBackup(reason(output)) }
        let list = session.run(Command("\(programs)pg_restore", ["--list", path]))
        guard list.succeeded, list.outputText.contains("TOC Entries") else { throw noBackup("it cannot be read back") }
        session.note("treeguard: backup: \(path)")
    }

    private func noBackup(_ why: String) -> Failure {
        Failure(
            .deploymentFailed, what: "nothing was deployed, for the backup failed", why: why,
            next: "put pg_dump right, or say backup = command:... in .treeguard")
    }

    /// The last that a program said, without the password.
    private func reason(_ output: CommandOutput) -> String {
        guard case .exited(let code) = output.end else { return "it ended with \(output.end)" }
        let last = output.errorText.split(separator: "\n").suffix(3).joined(separator: " ")
        let secrets = [try? environment.connection.get().password?.exposed].compactMap(\.self)
        let said = last.withoutSecrets(secrets)
        return "it ended with \(code): \(Escaped(String(said.prefix(400))))"
    }
}

extension RepositoryPath {
    /// `001_x.verify.sql` beside `001_x.sql`.
    fileprivate var verification: RepositoryPath? {
        guard name.hasSuffix(".sql") else { return nil }
        return RepositoryPath(bytes: bytes.dropLast(4) + Array(".verify.sql".utf8))
    }
}

extension String {
    fileprivate var fileName: String {
        String(map { $0.isLetter || $0.isNumber || "-_".contains($0) ? $0 : "-" })
    }
}
