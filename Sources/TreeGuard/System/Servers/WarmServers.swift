import Glibc
import TreeGuardBase

/// Servers that keep running for some minutes after the check that started them, so that the next check finds them.
///
/// A folder that only this user may enter has a file for each server, with the server's folder in it. Each reader holds
/// the file's lock, so that two checks at once start only one server. The file's age tells the time of the last use.
package struct WarmServers: Sendable {
    private let folder: String
    private let run: RunCommand
    private let retryLimits: Patience

    /// The time that a server keeps running, in minutes, and the interval of its watchdog, in seconds. A check that
    /// finds the server just before its end still has one interval left.
    package struct Patience: Sendable {
        package var idleMinutes: Int
        package var seconds: Int

        package init(idleMinutes: Int = 10, seconds: Int = 15) {
            (self.idleMinutes, self.seconds) = (idleMinutes, seconds)
        }
    }

    /// Fails if no folder belongs to this user alone.
    init?(
        environment: [String: String], retryLimits: Patience, run: @escaping RunCommand
    ) {
        guard let folder = WarmServers.privateFolder(environment) else { return nil }
        (self.folder, self.run, self.retryLimits) = (folder, run, retryLimits)
    }

    /// The folder of a running server of this name: an existing one, or one that `start` makes.
    func server(named name: String, start: () throws(Failure) -> ThrowawayServer) throws -> String {
        let note = "\(folder)/\(name)"
        return try LockedFile.holding(note) { file in
            if WarmServers.answers(file.text) {
                try file.replace(file.text)
                return file.text
            }
            let server = try start()
            try file.replace(server.folder)
            try watch(server, note)
            server.leaveRunning()
            return server.folder
        }
    }

    /// Stops the server when it was not used for a while, or when its note is gone or names another server.
    private func watch(_ server: ThrowawayServer, _ note: String) throws(Failure) {
        let words = [server.folder, note, server.stopCommand, "\(retryLimits.idleMinutes)", "\(retryLimits.seconds)"]
        var command = Command("sh", ["-c", WarmServers.watchdog, "treeguard"] + words)
        command.inheritsEnvironment = false
        let started = run(command)
        guard started.succeeded else {
            throw Failure(
                .throwawayServerFailed, what: "a scratch server could not be kept", why: started.errorText,
                next: "git config -f .treeguard guard.scratch once")
        }
    }

    // It runs in the background of a shell that exits at once, and ignores the terminal's signals.
    private static let watchdog = """
        cd / && {
            trap '' INT HUP QUIT
            while sleep "$5" && test -e "$1/data/postmaster.pid" && test "$(cat "$2")" = "$1"; do
                test -n "$(find "$2" -mmin -"$4")" || : >"$2"
            done
            sleep "$5"
            eval "$3"
            rm -rf "$1"
        } </dev/null >/dev/null 2>&1 &
        """

    /// True if a server listens in that folder, and the folder belongs to the server's user.
    private static func answers(_ folder: String) -> Bool {
        guard folder.hasPrefix("/"), let owner = try? ServerUser.allowedToServe().id else { return false }
        var status = stat()
        guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == owner else {
            return false
        }
        return SocketAddress("\(folder)/.s.PGSQL.\(ThrowawayPlan.socketPort)")?.isAnswered ?? false
    }

    /// The private folder below XDG_RUNTIME_DIR, else below the temporary folder.
    private static func privateFolder(_ environment: [String: String]) -> String? {
        let temporary = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        let runtime = environment["XDG_RUNTIME_DIR"].flatMap { $0.hasPrefix("/") && isOurs($0) ? $0 : nil }
        let folder = runtime.map { "\($0)/treeguard" } ?? "\(temporary)/treeguard-\(geteuid())"
        mkdir(folder, 0o700)
        return isOurs(folder, alone: true) ? folder : nil
    }

    /// True if it is a folder, not a link to one, that belongs to us and, if `alone`, only we may enter.
    private static func isOurs(_ folder: String, alone: Bool = false) -> Bool {
        var status = stat()
        guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid() else {
            return false
        }
        return !alone || status.st_mode & 0o077 == 0
    }
}

/// The address of a socket in the file system.
private struct SocketAddress {
    private var address = sockaddr_un()

    /// Makes the address; nil if the path is too long.
    init?(_ path: String) {
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { place in
            guard bytes.count < place.count else { return false }
            place.copyBytes(from: bytes)
            return true
        }
        if !fits { return nil }
    }

    /// True if a process listens there now (connect).
    var isAnswered: Bool {
        let socket = Descriptor(
            owning: Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0))
        guard socket.isOpen else { return false }
        return withUnsafePointer(to: address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket.number, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}
