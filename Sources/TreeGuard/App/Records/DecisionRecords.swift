import CGlibc
import Glibc
import TreeGuardBase
import TreeGuardGuard
import TreeGuardSystem

/// The record of people's decisions, in `treeguard/` of the git directory that all worktrees share: the overrides in
/// force, and the audit file that only grows.
package struct DecisionRecords: Sendable {
    private let folder: String

    package init(commonDirectory: String) { folder = "\(commonDirectory)/treeguard" }

    package var auditPath: String { "\(folder)/audit.jsonl" }
    /// The folder of backups made before a deployment.
    package var backupFolder: String { "\(folder)/backups" }
    private var allowedPath: String { "\(folder)/allowed" }

    /// Adds one line, in one write, under a lock: lines of two processes never mix.
    package func record(_ entry: AuditEntry) throws(SystemError) {
        try Files.makeFolder(folder)
        let number = open(auditPath, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard number >= 0 else { throw SystemError("open", path: auditPath) }
        let file = Descriptor(owning: number)
        while flock(file.number, LOCK_EX) != 0 {
            guard errno == EINTR else { throw SystemError("flock", path: auditPath) }
        }
        let problem = writeFully(Array(entry.line.utf8), to: file.number)
        guard problem == 0 else { throw SystemError("write", path: auditPath, number: problem) }
    }

    /// The entries, the oldest first. A line that a person broke is passed over.
    package func audit() throws(SystemError) -> [AuditEntry] {
        guard Files.exists(auditPath) else { return [] }
        return String(decoding: try Files.read(auditPath), as: UTF8.self).split(separator: "\n")
            .compactMap { AuditEntry(line: $0) }
    }

    /// Keeps an override until it expires, and forgets those that have.
    package func allow(_ override: Override) throws {
        try Files.makeFolder(folder)
        try LockedFile.holding(allowedPath) { file in
            let others = overrides(in: file.text).filter { !$0.isExpired(at: override.given) }
            try file.replace((others + [override]).map(\.line).joined())
        }
    }

    /// Remembers what one git command was stopped for, in place of what the one before was: `treeguard allow` means it.
    package func remember(stopped: [BlockRecord]) throws(SystemError) {
        try Files.makeFolder(folder)
        try Files.write(stopped.map(\.line).joined(), to: stoppedPath)
    }

    /// The migrations for which the last git command was stopped.
    package func lastStopped() throws(SystemError) -> [BlockRecord] {
        guard Files.exists(stoppedPath) else { return [] }
        return String(decoding: try Files.read(stoppedPath), as: UTF8.self).split(separator: "\n")
            .compactMap { BlockRecord(line: $0) }
    }

    private var stoppedPath: String { "\(folder)/stopped" }

    /// The overrides in force.
    package func overrides(at now: Timestamp) throws(SystemError) -> [Override] {
        guard Files.exists(allowedPath) else { return [] }
        let text = String(decoding: try Files.read(allowedPath), as: UTF8.self)
        return overrides(in: text).filter { !$0.isExpired(at: now) }
    }

    /// The one that lets this set through, if there is one.
    package func override(for set: MigrationSet, at now: Timestamp) throws(SystemError) -> Override? {
        try overrides(at: now).last { $0.covers(set, at: now) }
    }

    private func overrides(in text: String) -> [Override] {
        text.split(separator: "\n").compactMap { Override(line: $0) }
    }
}
