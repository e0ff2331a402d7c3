import Glibc
import TreeGuardCore

/// The processes above this one.
package enum ProcessAncestry {
    /// The git command that a hook belongs to. Where there is no /proc, the process group stands for it: a shell gives
    /// each command line one of its own.
    package static func gitCommand() -> CommandIdentity {
        CommandIdentity(ancestors: ancestors(of: getppid())) ?? CommandIdentity(process: getpgrp(), started: "")
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
