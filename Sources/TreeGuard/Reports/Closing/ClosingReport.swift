import TreeGuardBase
import TreeGuardVerdicts

/// The synopsis of a worktree that was closed.
package struct ClosingReport: Report, Hashable {
    package enum Merge: Sendable, Hashable {
        case fastForwarded(from: String, to: String)
        case merged(from: String, to: String)
        /// The target had everything already.
        case alreadyThere
        /// The person said --no-merge.
        case leftOut
    }

    package var branch: String
    package var target: String
    /// Nil where nothing landed, so that nothing had to be asked.
    package var verdict: Verdict?
    package var migrations: Int
    package var merge: Merge
    /// The worktree that is gone; nil where it was gone before.
    package var removed: String?
    /// The ignored files in it that were removed with it.
    package var discarded: [String]
    /// The commit at which the branch was deleted; nil where it is kept.
    package var deletedAt: String?

    package init(
        branch: String, target: String, verdict: Verdict? = nil, migrations: Int = 0, merge: Merge,
        removed: String? = nil, discarded: [String] = [], deletedAt: String? = nil
    ) {
        self.branch = branch
        self.target = target
        self.verdict = verdict
        self.migrations = migrations
        self.merge = merge
        self.removed = removed
        self.discarded = discarded
        self.deletedAt = deletedAt
    }

    package func page(_ style: TextStyle, _ detail: Detail) -> String {
        var rows: [(String, String)] = []
        if let verdict {
            let count = migrations == 1 ? "1 migration" : "\(migrations) migrations"
            rows.append(("checked", migrations == 0 ? "no migrations" : "\(count), \(verdict.rawValue)"))
        }
        switch merge {
        case .fastForwarded(let from, let to): rows.append(("merged", "fast-forward, \(from)..\(to)"))
        case .merged(let from, let to): rows.append(("merged", "\(from)..\(to)"))
        case .alreadyThere: rows.append(("merged", "before"))
        case .leftOut: rows.append(("merged", "no, as you said"))
        }
        if let removed { rows.append(("removed", Escaped(removed).description)) }
        if !discarded.isEmpty {
            let shown = discarded.prefix(8).map { Escaped($0).description }.joined(separator: ", ")
            let rest = discarded.count > 8 ? " and \(discarded.count - 8) more" : ""
            rows.append(("with it", "\(shown)\(rest) (ignored by git)"))
        }
        let branch = Escaped(branch)
        rows.append(
            deletedAt.map { ("deleted", "branch \(branch) (was \($0))") } ?? ("kept", "branch \(branch)"))
        let title = style.paint("\(branch) \(style.arrow) \(Escaped(target))", .bold)
        let lines = rows.map { "  " + $0.padded(to: 8) + " " + $1 }
        let end = style.signed(.good) + " CLOSED"
        return ([title, ""] + lines + ["", end]).joined(separator: "\n") + "\n"
    }

    /// The members that docs/json.md describes.
    package var json: JSON {
        .object([
            "closed": true, "branch": .string(branch), "target": .string(target),
            "verdict": verdict.map { .string($0.rawValue) } ?? .null, "migrations": .number(migrations),
            "merge": mergeJSON, "removed": removed.map(JSON.string) ?? .null,
            "discarded": .array(discarded.map(JSON.string)), "deletedAt": deletedAt.map(JSON.string) ?? .null,
        ])
    }

    private var mergeJSON: JSON {
        switch merge {
        case .fastForwarded(let from, let to):
            .object(["how": "fast-forward", "from": .string(from), "to": .string(to)])
        case .merged(let from, let to): .object(["how": "merge", "from": .string(from), "to": .string(to)])
        case .alreadyThere: .object(["how": "before"])
        case .leftOut: .object(["how": "left-out"])
        }
    }
}
