import Glibc
import TreeGuardBase

/// The user who runs a server: PostgreSQL refuses root.
enum ServerUser: Sendable, Hashable {
    case ourselves
    /// Another user, to which root changes with this program.
    case other(name: String, uid: uid_t, gid: gid_t, by: Changer)

    /// A program that runs a command as another user.
    enum Changer: String, Sendable, CaseIterable {
        case setpriv, runuser, su
    }

    /// Our own user, or `postgres` if we are root.
    static func allowedToServe() throws(Failure) -> ServerUser {
        guard ProcessEnvironment.isRoot else { return .ourselves }
        let path = ProcessEnvironment.inherited["PATH"]
        let changer = Changer.allCases.first { Subprocess.path(ofProgram: $0.rawValue, searchPath: path) != nil }
        guard let changer, let entry = getpwnam("postgres") else {
            throw Failure(
                .postgresMissing, what: "a throwaway PostgreSQL server could not be used",
                why: "PostgreSQL does not run as root, and there is no user \"postgres\" to run it as",
                next: "apt-get install postgresql, or run this as an ordinary user")
        }
        return .other(name: "postgres", uid: entry.pointee.pw_uid, gid: entry.pointee.pw_gid, by: changer)
    }

    /// The id of the user who owns the server's files.
    var id: uid_t {
        switch self {
        case .ourselves: geteuid()
        case .other(_, let uid, _, _): uid
        }
    }

    /// The same command, run by this user.
    func running(_ command: Command) -> Command {
        guard case .other(let name, _, _, let changer) = self else { return command }
        let words =
            switch changer {
            case .setpriv: ["--reuid", name, "--regid", name, "--init-groups", "--", command.program]
            case .runuser: ["-u", name, "--", command.program]
            case .su: ["-s", "/bin/sh", "-c", #"exec "$0" "$@""#, name, "--", command.program]
            }
        var changed = command
        changed.program = changer.rawValue
        changed.arguments = words + command.arguments
        return changed
    }

    /// Gives a file or folder that we made to this user (chown).
    func takeOver(_ path: String) throws(SystemError) {
        guard case .other(_, let uid, let gid, _) = self else { return }
        guard chown(path, uid, gid) == 0 else { throw SystemError("chown", path: path) }
    }
}
