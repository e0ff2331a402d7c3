import CGlibc
import Glibc
import TreeGuardBase

/// A child process from posix_spawn, in a process group of its own. The owner must reap it.
struct SpawnedProcess: ~Copyable {
    let id: pid_t

    private init(id: pid_t) { self.id = id }

    /// Starts the program with these pipes, all other descriptors closed, and default signal handling.
    static func start(_ command: Command, _ pipes: borrowing Pipes) throws(SystemError) -> SpawnedProcess {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if pipes.hasInput {
            posix_spawn_file_actions_adddup2(&actions, pipes.input.reading.number, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, pipes.output.writing.number, 1)
        posix_spawn_file_actions_adddup2(&actions, pipes.error.writing.number, 2)
        // Libraries may have opened descriptors without close-on-exec.
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        if let directory = command.directory { posix_spawn_file_actions_addchdir_np(&actions, directory) }

        return SpawnedProcess(
            id: try RunningChildren.start { () throws(SystemError) in
                try spawn(command, &actions, POSIX_SPAWN_SETPGROUP)
            })
    }

    /// True if it has ended (waitid, WNOWAIT): it stays a zombie, so its id cannot be reused before `reap`.
    var hasEnded: Bool {
        var information = siginfo_t()
        let status = waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT | WNOHANG)
        return status == 0 ? information.si_signo != 0 : errno == ECHILD
    }

    func signalGroup(_ number: Int32) { kill(-id, number) }

    /// Waits for its end and frees its process id (waitpid).
    consuming func reap() -> CommandOutput.End {
        // This comes first, so that Ctrl-C never signals an id that already belongs to another process.
        RunningChildren.remove(id)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 {
            guard errno == EINTR else { return .notStarted(errno) }
        }
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }
}
