import CGlibc
import Glibc

extension ProcessEnvironment {
    /// The folder the process runs in (getcwd): physical, without symbolic links.
    package static func currentDirectory() throws(SystemError) -> String {
        guard let path = getcwd(nil, 0) else { throw SystemError("getcwd") }
        defer { free(path) }
        return String(cString: path)
    }

    /// The file that is running (/proc/self/exe), to find its siblings by.
    package static func executablePath() throws(SystemError) -> String {
        try Files.destination(ofLink: "/proc/self/exe")
    }

    /// True if we are root, whom PostgreSQL refuses to serve.
    package static var isRoot: Bool { geteuid() == 0 }

    /// The name of this machine (gethostname).
    package static func hostName() -> String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    package static var processID: Int32 { getpid() }

    /// Ends the process, once everything that was registered has been undone.
    package static func exit(_ code: Int32) -> Never {
        Interruption.waitIfEnding()
        CleanUps.runAll()
        Interruption.waitIfEnding()
        Glibc.exit(code)
    }

    /// Becomes another program, which finds this on its standard input: in a file without a name, for a pipe would not
    /// hold four thousand references.
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

    /// Becomes another program (execv); nothing of this one is left. Returns only why it could not.
    package static func become(_ program: String, _ arguments: [String]) -> SystemError {
        withCStrings([program] + arguments) { words in
            execv(program, words)
            return SystemError("execv", path: program)
        }
    }
}
