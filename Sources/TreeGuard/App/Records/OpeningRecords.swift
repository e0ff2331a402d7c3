import TreeGuardDeployments
import TreeGuardSystem

/// The record of addresses that were let in, in `treeguard/` of the git directory that all worktrees share. Only its
/// owner may read it.
package struct OpeningRecords: Sendable {
    private let folder: String

    package init(commonDirectory: String) { folder = "\(commonDirectory)/treeguard" }

    private var path: String { "\(folder)/firewall" }

    /// True if anything was let in. Costs one look, for every command asks.
    package var isEmpty: Bool { !Files.exists(path) }

    /// One process at a time changes rules from here; nil where another does, and it is not to be waited for.
    package func turn(waiting: Bool) throws(SystemError) -> FileLock? {
        try Files.makeFolder(folder)
        return try FileLock.take("\(folder)/firewall.lock", waiting: waiting)
    }

    package func all() throws(SystemError) -> [Opening] {
        guard Files.exists(path) else { return [] }
        return String(decoding: try Files.read(path), as: UTF8.self).split(separator: "\n")
            .compactMap { Opening(line: $0) }
    }

    package func opening(_ id: String) throws(SystemError) -> Opening? { try all().first { $0.id == id } }

    /// Keeps an opening, in place of what was known of it. Whoever calls has the turn.
    package func keep(_ opening: Opening) throws(SystemError) {
        try write(try all().filter { $0.id != opening.id } + [opening])
    }

    package func forget(_ opening: Opening) throws(SystemError) {
        try write(try all().filter { $0.id != opening.id })
        try Files.remove(markPath(opening.id))
    }

    private func write(_ openings: [Opening]) throws(SystemError) {
        guard !openings.isEmpty else { return try Files.remove(path) }
        try Files.makeFolder(folder)
        try Files.write(openings.map(\.line).joined(), to: path, mode: 0o600)
    }

    /// The lock of the process that holds an opening; it is released however the process ends.
    package func holding(_ id: String) throws(SystemError) -> FileLock? {
        try Files.makeFolder(folder)
        return try FileLock.take(markPath(id), waiting: false)
    }

    package func isHeldByTheLiving(_ opening: Opening) -> Bool {
        opening.isHeld && FileLock.isTaken(markPath(opening.id))
    }

    /// True if somebody waits beside one that is only timed.
    package func isWatched(_ opening: Opening) -> Bool { !opening.isHeld && FileLock.isTaken(markPath(opening.id)) }

    private func markPath(_ id: String) -> String { "\(folder)/firewall-\(id)" }
}
