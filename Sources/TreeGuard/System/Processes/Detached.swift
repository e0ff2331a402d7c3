import CGlibc
import Glibc
import TreeGuardBase

/// A program that continues after we end and after the terminal is closed.
package enum Detached {
    /// Starts it in a session of its own (POSIX_SPAWN_SETSID), in `/`, with /dev/null for its input and output.
    /// `command`'s deadline and input do not apply.
    package static func start(_ command: Command) throws(SystemError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        // Its working folder could not be removed while it runs.
        posix_spawn_file_actions_addchdir_np(&actions, "/")
        _ = try spawn(command, &actions, treeguard_spawn_setsid())
    }
}
