import Glibc
import TreeGuardIncoming

/// The processes above this one.
package enum ProcessAncestry {
    /// The git command that a hook belongs to. Where there is no /proc, the process group stands for it: a shell gives
    /// each command line one of its own.
    package static func gitCommand() -> CommandIdentity {
        CommandIdentity(ancestors: ancestors(of: getppid())) ?? CommandIdentity(process: getpgrp(), started: "")
    }

    /// The operation of the git that runs this hook, as far as its command line tells.
    package static func gitOperation(environment: [String: String] = [:]) -> GitOperation {
        GitOperation(commandLine: gitCommandLine(), environment: environment)
    }

    /// Empty where nobody can tell.
    private static func gitCommandLine() -> [String] {
        guard let git = ancestors(of: getppid()).first(where: \.isGit),
            let bytes = try? Files.read("/proc/\(git.id)/cmdline")
        else { return [] }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// From the nearest up to the first process of all.
    package static func ancestors(of process: Int32) -> [ProcessRecord] {
        var records: [ProcessRecord] = []
        var next = process
        while next > 0, records.count < 64, let bytes = try? Files.read("/proc/\(next)/stat"),
            let record = ProcessRecord(stat: String(decoding: bytes, as: UTF8.self))
        {
            records.append(record)
            next = record.parent
        }
        return records
    }
}
