/// One git command, as the operating system knows it: the process that it began with, and when that started, for
/// process numbers are used again.
package struct CommandIdentity: Sendable, Hashable, CustomStringConvertible {
    package var process: Int32
    /// In ticks since the machine started; empty where the system does not tell.
    package var started: String

    package init(process: Int32, started: String) {
        self.process = process
        self.started = started
    }

    package var description: String { "\(process)@\(started)" }
}

/// The facts about one process: enough to climb from a hook to its git command.
package struct ProcessRecord: Sendable, Hashable {
    package var id: Int32
    package var parent: Int32
    package var name: String
    package var started: String

    package init(id: Int32, parent: Int32, name: String, started: String) {
        self.id = id
        self.parent = parent
        self.name = name
        self.started = started
    }

    /// Reads /proc/PID/stat: "4711 (name) S 4700 ... starttime". The name may hold blanks and brackets.
    package init?(stat: String) {
        guard let open = stat.firstIndex(of: "("), let close = stat.lastIndex(of: ")"), open < close,
            let id = Int32(stat[..<open].prefix { $0 != " " })
        else { return nil }
        let fields = stat[stat.index(after: close)...].split(separator: " ")
        guard fields.count > 19, let parent = Int32(fields[1]) else { return nil }
        self.init(
            id: id, parent: parent, name: String(stat[stat.index(after: open)..<close]), started: String(fields[19]))
    }

    /// True if it is git itself: "git", or a part of it such as "git-remote-http".
    package var isGit: Bool { name == "git" || name.hasPrefix("git-") }
}

extension CommandIdentity {
    /// The outermost git above a hook, from the nearest ancestor on: `git pull` starts `git merge`, and is one command
    /// to the person. Without any, the nearest parent.
    package init?(ancestors: [ProcessRecord]) {
        var outermost: ProcessRecord?
        for record in ancestors {
            if record.isGit {
                outermost = record
            } else if outermost != nil, !ancestors.contains(where: { $0.id == record.parent && $0.isGit }) {
                // A person's shell, or a program that runs git: what is above it is another command. What git itself
                // started (an alias, a script) is part of one.
                break
            }
        }
        guard let record = outermost ?? ancestors.first else { return nil }
        self.init(process: record.id, started: record.started)
    }
}
