import Glibc
import TreeGuardIncoming

/// The ancestors of this process.
package enum ProcessAncestry {
    /// The git command that a hook belongs to. Without /proc, the process group identifies it: a shell gives each
    /// command line a group of its own.
    package static func gitCommand() -> CommandIdentity {
        CommandIdentity(ancestors: ancestors(of: getppid())) ?? CommandIdentity(process: getpgrp(), started: "")
    }

    /// The operation of the git command that runs this hook, from its command line.
    package static func gitOperation(environment: [String: String] = [:]) -> GitOperation {
        GitOperation(commandLine: gitCommandLine(), environment: environment)
    }

    /// The command line of that git; empty if it cannot be read.
    private static func gitCommandLine() -> [String] {
        guard let git = ancestors(of: getppid()).first(where: \.isGit),
            let bytes = try? Files.read("/proc/\(git.id)/cmdline")
        else { return [] }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The ancestors, from the nearest up to the first process.
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
