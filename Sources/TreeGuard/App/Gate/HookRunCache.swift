import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSystem
import TreeGuardVerdicts

/// Remembers the checks, reports and questions of one run of a hook. A push may bring the same commits into many branches: they are
/// checked once, production and a person are asked once, and the message is shown once.
final class HookRunCache {
    /// The key that two incoming changes share if they need the same check.
    private struct SameChange: Hashable {
        let base: ObjectID?
        let commit: ObjectID
        let changes: ChangeSet
        let config: Config

        init?(_ incomingChange: IncomingChange) {
            guard incomingChange.moment == .push, let commit = incomingChange.commit else { return nil }
            base = incomingChange.base
            self.commit = commit
            changes = incomingChange.changes
            config = incomingChange.config
        }
    }

    private var checkings: [SameChange: Checking] = [:]
    private var reports: [SameChange: CheckReport] = [:]
    private var told: Set<SameChange> = []
    private var who: String?
    private let findWho: () -> String
    /// True if a person was asked: one git command asks once.
    var hasAsked = false
    /// Branches that were stopped without a full message: the same change to another branch was already reported.
    private var alike: [String] = []

    init(who: @escaping () -> String) { findWho = who }

    /// Who acts, as git would sign a commit.
    func person() -> String {
        let found = who ?? findWho()
        who = found
        return found
    }

    func checking(_ incomingChange: IncomingChange, or make: () throws -> Checking) rethrows -> Checking {
        guard let same = SameChange(incomingChange) else { return try make() }
        if let known = checkings[same] { return known }
        let checking = try make()
        checkings[same] = checking
        return checking
    }

    /// The report on a change, with the name of its own branch.
    func report(_ incomingChange: IncomingChange, or make: () throws -> CheckReport) rethrows -> CheckReport {
        guard let same = SameChange(incomingChange) else { return try make() }
        var report = try reports[same] ?? make()
        reports[same] = report
        report.target = "\(Escaped(incomingChange.branch))"
        return report
    }

    /// A deployment in between changes every answer.
    func forgetReports() { reports = [:] }

    /// Remembers that a change was stopped, and that the reason was shown.
    func tell(_ incomingChange: IncomingChange) { if let same = SameChange(incomingChange) { told.insert(same) } }

    /// True if the same change to another branch was stopped and nobody allowed this one; the summary then names its
    /// branch.
    func isStopped(_ incomingChange: IncomingChange, isAllowed: () throws -> Bool) rethrows -> Bool {
        guard let same = SameChange(incomingChange), told.contains(same), try !isAllowed() else { return false }
        alike.append(incomingChange.branch)
        return true
    }

    /// The rest, in one line; nil where there is none.
    var summary: String? {
        guard let first = alike.first else { return nil }
        let others = alike.count == 1 ? "" : " and \(alike.count - 1) more"
        return "treeguard: push into \(Escaped(first))\(others) stopped as well, for the same migrations.\n"
    }
}
