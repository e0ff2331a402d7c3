import CGlibc
import Glibc
import TreeGuardCore

/// A child process from posix_spawn, in a process group of its own. Whoever owns it must reap it.
struct SpawnedProcess: ~Copyable {
    let id: pid_t

    private init(id: pid_t) { self.id = id }

    /// Starts the program with the pipes as its own, everything else closed, and signals as at birth.
    static func start(_ command: Command, _ pipes: borrowing Pipes) throws(SystemError) -> SpawnedProcess {
        let variables = command.environment.reduce(into: ProcessEnvironment.inherited) { $0[$1.key] = $1.value }
        guard let path = Subprocess.path(ofProgram: command.program, searchPath: variables["PATH"]) else {
            throw SystemError("posix_spawn", path: command.program, number: ENOENT)
        }
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
        // Descriptors that a library of ours opened without close-on-exec.
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        if let directory = command.directory { posix_spawn_file_actions_addchdir_np(&actions, directory) }

        var attributes = ownGroupAndSignalsAtBirth()
        defer { posix_spawnattr_destroy(&attributes) }
        var id: pid_t = 0
        let status = withCStrings([command.program] + command.arguments) { words in
            withCStrings(variables.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawn(&id, path, &actions, &attributes, words, variables)
            }
        }
        guard status == 0 else { throw SystemError("posix_spawn", path: path, number: status) }
        RunningChildren.add(id)
        return SpawnedProcess(id: id)
    }

    /// Whether it has ended (waitid, WNOWAIT): it stays a zombie, so its number cannot be reused before `reap`.
    var hasEnded: Bool {
        var information = siginfo_t()
        let status = waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT | WNOHANG)
        return status == 0 ? information.si_signo != 0 : errno == ECHILD
    }

    func signalGroup(_ number: Int32) { kill(-id, number) }

    /// Waits for the end and frees the process's number (waitpid).
    consuming func reap() -> CommandOutput.End {
        // First, so that Ctrl-C never signals a number that is already another process's.
        RunningChildren.remove(id)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 {
            guard errno == EINTR else { return .notStarted(errno) }
        }
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }

    private static func ownGroupAndSignalsAtBirth() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var none = sigset_t()
        var restored = sigset_t()
        sigemptyset(&none)
        sigemptyset(&restored)
        for number in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { sigaddset(&restored, number) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &restored)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return attributes
    }
}

/// Lends words as C takes them: an array of pointers with nil at its end.
func withCStrings<Result>(_ words: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
    let copies = words.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
}
