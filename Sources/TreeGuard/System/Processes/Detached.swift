import CGlibc
import Glibc
import TreeGuardCore

/// A program that goes on when we have ended, and when the terminal has been closed.
package enum Detached {
    /// Starts it in a session of its own (POSIX_SPAWN_SETSID), in `/`, with nothing to read and nowhere to write. Its
    /// deadline and its input are its own business.
    package static func start(_ command: Command) throws(SystemError) {
        let variables = command.environment.reduce(into: ProcessEnvironment.inherited) { $0[$1.key] = $1.value }
        guard let path = Subprocess.path(ofProgram: command.program, searchPath: variables["PATH"]) else {
            throw SystemError("posix_spawn", path: command.program, number: ENOENT)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        // A folder that it worked in could not be removed.
        posix_spawn_file_actions_addchdir_np(&actions, "/")

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var restored = sigset_t()
        sigemptyset(&none)
        sigemptyset(&restored)
        for number in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { sigaddset(&restored, number) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &restored)
        let flags = treeguard_spawn_setsid() | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var id: pid_t = 0
        let status = withCStrings([command.program] + command.arguments) { words in
            withCStrings(variables.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawn(&id, path, &actions, &attributes, words, variables)
            }
        }
        guard status == 0 else { throw SystemError("posix_spawn", path: path, number: status) }
    }
}
