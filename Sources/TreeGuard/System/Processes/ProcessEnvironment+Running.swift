import CGlibc
import Glibc

extension ProcessEnvironment {
    /// The current folder (getcwd): physical, without symbolic links.
    package static func currentDirectory() throws(SystemError) -> String {
        guard let path = getcwd(nil, 0) else { throw SystemError("getcwd") }
        defer { free(path) }
        return String(cString: path)
    }

    /// The path of this program (/proc/self/exe), to find its siblings.
    package static func executablePath() throws(SystemError) -> String {
        try Files.destination(ofLink: "/proc/self/exe")
    }

    /// True if we are root, as whom PostgreSQL refuses to run.
    package static var isRoot: Bool { geteuid() == 0 }

    /// The name of this machine (gethostname).
    package static func hostName() -> String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    package static var processID: Int32 { getpid() }

    /// Ends the process after running all clean-ups.
    package static func exit(_ code: Int32) -> Never {
        Interruption.waitIfEnding()
        CleanUps.runAll()
        Interruption.waitIfEnding()
        Glibc.exit(code)
    }

    /// Becomes another program with this standard input. The input is an unlinked file, because a pipe would not hold
    /// four thousand references.
    package static func become(_ program: String, _ arguments: [String], input: [UInt8]) -> SystemError {
        var name = Array("/tmp/treeguard-XXXXXX".utf8CString)
        let number = mkostemp(&name, O_CLOEXEC)
        guard number >= 0 else { return SystemError("mkostemp", path: "/tmp") }
        unlink(name)
        let problem = writeFully(input, to: number)
        guard problem == 0 else { return SystemError("write", path: "/tmp", number: problem) }
        guard lseek(number, 0, SEEK_SET) == 0, dup2(number, 0) == 0 else { return SystemError("dup2") }
        return become(program, arguments)
    }

    /// Becomes another program (execv). Returns only if that fails.
    package static func become(_ program: String, _ arguments: [String]) -> SystemError {
        withCStrings([program] + arguments) { words in
            execv(program, words)
            return SystemError("execv", path: program)
        }
    }
}
