import CGlibc
import Glibc
import TreeGuardBase

/// Starts a program (posix_spawn) with default signal handling.
///
/// - Parameter flags: whether it leads a process group or a session of its own
func spawn(
    _ command: Command, _ actions: inout posix_spawn_file_actions_t, _ flags: Int32
) throws(SystemError) -> pid_t {
    let inherited = command.inheritsEnvironment ? ProcessEnvironment.inherited : ProcessEnvironment.bare
    let variables = command.environment.reduce(into: inherited) { $0[$1.key] = $1.value }
    guard let path = Subprocess.path(ofProgram: command.program, searchPath: variables["PATH"]) else {
        throw SystemError("posix_spawn", path: command.program, number: ENOENT)
    }
    var attributes = signalsAtBirth(flags)
    defer { posix_spawnattr_destroy(&attributes) }
    var id: pid_t = 0
    let status = withCStrings([command.program] + command.arguments) { words in
        withCStrings(variables.map { "\($0.key)=\($0.value)" }) { variables in
            posix_spawn(&id, path, &actions, &attributes, words, variables)
        }
    }
    guard status == 0 else { throw SystemError("posix_spawn", path: path, number: status) }
    return id
}

private func signalsAtBirth(_ flags: Int32) -> posix_spawnattr_t {
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
    posix_spawnattr_setflags(&attributes, Int16(flags | Int32(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)))
    return attributes
}

/// Lends words as a C array of pointers that ends with nil.
func withCStrings<Result>(_ words: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
    let copies = words.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
}
