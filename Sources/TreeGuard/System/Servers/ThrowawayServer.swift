import TreeGuardBase

/// A PostgreSQL server on a private socket that lives no longer than this process: a watchdog stops it and removes its
/// folder as soon as this process ends, even by a crash. The server and its programs inherit none of our private
/// variables.
package final class ThrowawayServer: Sendable {
    /// The folder with all its files: data, socket, log.
    package let folder: String
    package let port: Int
    package let binaries: PostgresBinaries
    private let user: ServerUser
    private let superuser: String
    private let run: RunCommand
    private let watchdog: Watchdog

    /// Creates a cluster, starts it and waits until it answers.
    package init(
        _ plan: ThrowawayPlan = ThrowawayPlan(), by programs: PostgresBinaries? = nil, run: @escaping RunCommand
    ) throws(Failure) {
        if let programs { binaries = programs } else { binaries = try PostgresBinaries.newest(run: run) }
        user = try ServerUser.allowedToServe()
        superuser = plan.superuser
        self.run = { command in
            var command = command
            command.inheritsEnvironment = false
            return run(command)
        }
        port = plan.port ?? ThrowawayPlan.socketPort
        do throws(SystemError) {
            folder = try Files.makeTemporaryFolder(named: "pg")
            try user.takeOver(folder)
            let stop = user.running(
                Command(
                    "\(binaries.folder)/pg_ctl",
                    ["stop", "--silent", "--mode", "immediate", "--pgdata", "\(folder)/data"]))
            var watching = Command("sh", ["-c", Watchdog.awaitingEnd(then: ThrowawayServer.tidying)])
            watching.inheritsEnvironment = false
            watchdog = try Watchdog(watching, arguments: [folder, stop.program] + stop.arguments)
        } catch {
            throw ThrowawayServer.failure(error.reason)
        }
        try make(plan)
        try start()
    }

    /// The watchdog's script. Its arguments are the folder and the command that stops the server. Our own user removes
    /// the folder: the server's user may not write to the parent folder.
    private static let tidying = #"folder="$1"; shift; "$@"; rm -rf "$folder""#

    /// Stops the server and removes its folder. A second call does nothing.
    package func stop() { watchdog.end() }

    /// Leaves the server running and its folder in place when we end.
    package func leaveRunning() { watchdog.dismiss() }

    /// The command that stops a server that was left running.
    package var stopCommand: String {
        let stop = Command("\(binaries.folder)/pg_ctl", ["stop", "-m", "fast", "-D", dataFolder])
        let command = user.running(stop)
        return ([command.program] + command.arguments).map { "\(ShellQuoted($0))" }.joined(separator: " ")
    }

    package var dataFolder: String { "\(folder)/data" }

    /// The server's log so far.
    package var log: String { (try? Files.read("\(folder)/log")).map { String(decoding: $0, as: UTF8.self) } ?? "" }

    /// The connection settings: by the socket, as the superuser or another role.
    package func settings(database: String = "postgres", user: String? = nil) -> ConnectionSettings {
        ConnectionSettings(parameters: [
            "host": folder, "port": "\(port)", "user": user ?? superuser, "dbname": database,
        ])
    }

    /// Locks the superuser out. From now on, nothing that runs on this server can get rights over this machine.
    package func seal() throws(Failure) { try execute("ALTER ROLE \(sqlIdentifier(superuser)) NOLOGIN") }

    package func createDatabase(_ name: String) throws(Failure) {
        try execute("CREATE DATABASE \(sqlIdentifier(name))")
    }

    /// Runs SQL through psql, stops at the first error, and returns the rows as plain text.
    @discardableResult
    package func execute(_ sql: String, database: String = "postgres") throws(Failure) -> String {
        let flags = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-"]
        let output = psql(flags, database: database, input: Array(sql.utf8))
        guard output.succeeded else { throw ThrowawayServer.failure(output.errorText) }
        return output.outputText.last == "\n" ? String(output.outputText.dropLast()) : output.outputText
    }

    /// Runs psql, as the superuser or another role.
    package func psql(
        _ flags: [String], database: String, user: String? = nil, input: [UInt8] = [],
        deadline: Duration = .seconds(60)
    ) -> CommandOutput {
        client("psql", flags + ["-d", database], user: user, input: input, deadline: deadline)
    }

    /// Runs one of PostgreSQL's client programs against this server.
    package func client(
        _ program: String, _ words: [String], user: String? = nil, input: [UInt8] = [],
        deadline: Duration = .seconds(600)
    ) -> CommandOutput {
        let place = ["-h", folder, "-p", "\(port)", "-U", user ?? superuser, "-w"]
        return run(
            Command("\(binaries.folder)/\(program)", place + words, standardInput: input, deadline: deadline))
    }

    /// Runs a program, by its path or one of the server's own (pg_ctl, pg_basebackup), as the user that owns the
    /// server.
    package func runAsOwner(_ program: String, _ arguments: [String]) -> CommandOutput {
        let path = program.contains("/") ? program : "\(binaries.folder)/\(program)"
        return run(user.running(Command(path, arguments, in: folder)))
    }

    /// Starts the server, which is stopped or new.
    package func start() throws(Failure) {
        let output = runAsOwner(
            "pg_ctl", ["start", "--wait", "--silent", "--pgdata", dataFolder, "--log", "\(folder)/log"])
        guard output.succeeded else { throw ThrowawayServer.failure("\(output.errorText)\(log)") }
    }

    private func make(_ plan: ThrowawayPlan) throws(Failure) {
        let made =
            switch plan.origin {
            case .new:
                runAsOwner(
                    "initdb",
                    [
                        "--pgdata", dataFolder, "--username", superuser, "--auth", "trust", "--encoding", "UTF8",
                        "--locale", "C", "--wal-segsize", "1", "--no-sync", "--no-instructions",
                    ])
            case .copy(let data):
                run(user.running(Command("cp", ["-a", data, dataFolder])))
            case .backup(let primary):
                runAsOwner(
                    "pg_basebackup",
                    [
                        "--pgdata", dataFolder, "--write-recovery-conf", "--checkpoint", "fast", "--no-sync",
                        "--host", primary.folder, "--port", "\(primary.port)", "--username", "postgres",
                    ])
            }
        guard made.succeeded else { throw ThrowawayServer.failure(made.errorText) }
        try write(plan.configuration(socketFolder: folder), to: "postgresql.auto.conf", keeping: plan.origin.isBackup)
        if !plan.access.isEmpty { try write(plan.accessRules, to: "pg_hba.conf", keeping: false) }
    }

    /// Writes a file of the server's configuration, appending to it if `isKept`.
    private func write(_ text: String, to name: String, keeping isKept: Bool) throws(Failure) {
        let path = "\(dataFolder)/\(name)"
        do throws(SystemError) {
            let before = isKept ? try Files.read(path) : []
            try Files.write(before + Array(text.utf8), to: path, mode: 0o600)
            try user.takeOver(path)
        } catch {
            throw ThrowawayServer.failure(error.reason)
        }
    }

    private static func failure(_ why: String) -> Failure {
        Failure(
            .throwawayServerFailed, what: "a throwaway PostgreSQL server could not be used", why: why,
            next: "treeguard doctor")
    }
}
