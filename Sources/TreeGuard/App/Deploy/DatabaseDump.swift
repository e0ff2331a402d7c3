import TreeGuardBase
import TreeGuardSystem

/// A backup by pg_dump: compressed, in a file that only the person may read, and read back before anybody relies on it.
struct DatabaseDump {
    private let session: Session
    private let environment: Environment
    private let commands: TeamCommands
    private let folder: String

    init(_ session: Session, _ environment: Environment, _ commands: TeamCommands, in folder: String) {
        self.session = session
        self.environment = environment
        self.commands = commands
        self.folder = folder
    }

    /// - Returns: where it is
    func make(_ what: [String]) throws(Failure) -> String {
        let programs = (try? PostgresBinaries.newest(run: session.run)).map { "\($0.folder)/" } ?? ""
        let path = try place()
        do throws(Failure) {
            let arguments = ["--format=custom", "--no-password", "--file=\(path)"] + what
            try succeed(commands.program("\(programs)pg_dump", arguments), "the backup failed")
            // Not only the list of what is in it: every row, up to the last.
            try succeed(
                commands.program("\(programs)pg_restore", ["--file=/dev/null", path]), "the backup cannot be read back")
        } catch {
            try? Files.remove(path)
            throw error
        }
        session.note("treeguard: backup: \(Escaped(path))")
        return path
    }

    private func place() throws(Failure) -> String {
        let time = "\(Clock.wall())".replacing(":", with: "")
        let start = "\(folder)/\(environment.name.fileName)-\(time)"
        var path = "\(start).dump"
        // Two within a second: the first is kept.
        var number = 2
        while Files.exists(path) {
            path = "\(start)-\(number).dump"
            number += 1
        }
        do throws(SystemError) {
            try Files.makeFolder(folder, mode: 0o700)
            try Files.write([], to: path, mode: 0o600)
            return path
        } catch {
            throw Failure(
                .deploymentFailed, what: "nothing was deployed, for there is no place for the backup",
                why: "\(Escaped(folder)): \(error.reason)", next: "see what is in the way there, then deploy again")
        }
    }

    private func succeed(_ command: Command, _ what: String) throws(Failure) {
        guard let why = commands.trouble(command) else { return }
        throw Failure(
            .deploymentFailed, what: "nothing was deployed, for \(what)", why: why,
            next:
                "put that right (apt-get install postgresql-client, as new as the server), or say backup = command:... "
                + "in .treeguard")
    }
}

extension String {
    fileprivate var fileName: String {
        String(map { $0.isLetter || $0.isNumber || "-_".contains($0) ? $0 : "-" })
    }
}
