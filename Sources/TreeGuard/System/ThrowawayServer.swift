import TreeGuardCore

/// A PostgreSQL server of our own on a private socket, that lives no longer than we do: a watchdog stops it and removes
/// its folder as soon as this process is gone, however it went.
package final class ThrowawayServer: Sendable {
    /// Everything it owns: data, socket, log.
    package let folder: String
    package let port: Int
    package let binaries: PostgresBinaries
    private let user: ServerUser
    private let run: RunCommand
    private let watchdog: Watchdog

    /// Makes a cluster, starts it and waits until it answers.
    package init(
        _ plan: ThrowawayPlan = ThrowawayPlan(), by programs: PostgresBinaries? = nil, run: @escaping RunCommand
    ) throws(Failure) {
        if let programs { binaries = programs } else { binaries = try PostgresBinaries.newest(run: run) }
        user = try ServerUser.allowedToServe()
        self.run = run
        port = plan.port ?? ThrowawayPlan.socketPort
        do throws(SystemError) {
            folder = try Files.makeTemporaryFolder(named: "pg")
            try user.takeOver(folder)
            let stop = user.running(
                Command(
                    "\(binaries.folder)/pg_ctl",
                    ["stop", "--silent", "--mode", "immediate", "--pgdata", "\(folder)/data"]))
            watchdog = try Watchdog(
                Command("sh", ["-c", Watchdog.awaitingEnd(then: ThrowawayServer.tidying)]),
                arguments: [folder, stop.program] + stop.arguments)
        } catch {
            throw ThrowawayServer.failure(error.reason)
        }
        try make(plan)
        try start()
    }

    /// Run by the watchdog with the folder and the command that stops the server as its words. The folder is removed by
    /// whoever made it: the server's own user may not write to the folder above.
    private static let tidying = #"folder="$1"; shift; "$@"; rm -rf "$folder""#

    /// Stops the server and removes its folder. Nothing happens when that has been done.
    package func stop() { watchdog.end() }

    /// Leaves the server running when we are gone, and its folder in place.
    package func leaveRunning() { watchdog.dismiss() }

    /// What a person types to stop a server that was left running.
    package var stopCommand: String {
        let stop = Command("\(binaries.folder)/pg_ctl", ["stop", "-m", "fast", "-D", dataFolder])
        let command = user.running(stop)
        return ([command.program] + command.arguments).map { "\(ShellQuoted($0))" }.joined(separator: " ")
    }

    package var dataFolder: String { "\(folder)/data" }

    /// What the server wrote down so far.
    package var log: String { (try? Files.read("\(folder)/log")).map { String(decoding: $0, as: UTF8.self) } ?? "" }

    /// How to get in: by the socket, as the superuser.
    package func settings(database: String = "postgres") -> ConnectionSettings {
        ConnectionSettings(parameters: ["host": folder, "port": "\(port)", "user": "postgres", "dbname": database])
    }

    package func createDatabase(_ name: String) throws(Failure) {
        try execute("CREATE DATABASE \(sqlIdentifier(name))")
    }

    /// Runs SQL through psql, stops at the first error, and gives the rows as text without decoration.
    @discardableResult
    package func execute(_ sql: String, database: String = "postgres") throws(Failure) -> String {
        let flags = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-"]
        let place = ["-h", folder, "-p", "\(port)", "-U", "postgres", "-d", database]
        let command = Command(
            "\(binaries.folder)/psql", flags + place, environment: ThrowawayServer.withoutInheritedSettings,
            standardInput: Array(sql.utf8))
        let output = run(command)
        guard output.succeeded else { throw ThrowawayServer.failure(output.errorText) }
        return output.outputText.last == "\n" ? String(output.outputText.dropLast()) : output.outputText
    }

    /// Runs a program, by its path or one of the server's own (pg_ctl, pg_basebackup), as the user that owns the server.
    package func runAsOwner(_ program: String, _ arguments: [String]) -> CommandOutput {
        let path = program.contains("/") ? program : "\(binaries.folder)/\(program)"
        return run(user.running(Command(path, arguments, in: folder)))
    }

    /// Starts the server, which has been stopped or has only just been made.
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
                        "--pgdata", dataFolder, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8",
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

    /// Writes a file of the server's configuration, after what is there where that must be kept.
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

    private static let withoutInheritedSettings: [String: String?] = [
        "PGSERVICE": nil, "PGOPTIONS": nil, "PGHOSTADDR": nil, "PGSSLMODE": nil, "PGTARGETSESSIONATTRS": nil,
        "PGCLIENTENCODING": nil,
    ]

    private static func failure(_ why: String) -> Failure {
        Failure(
            .throwawayServerFailed, what: "a throwaway PostgreSQL server could not be used", why: why,
            next: "treeguard doctor")
    }
}
