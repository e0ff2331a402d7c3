import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSystem
import TreeGuardVerdicts

/// The facts and messages of one run of a hook so far. A push may bring the same commits into many branches: they are
/// looked at once, production is asked once, a person is asked once, and it is told once.
final class GateRun {
    /// The key that two incoming changes share if they need the same check.
    private struct Twins: Hashable {
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

    private var checkings: [Twins: Checking] = [:]
    private var reports: [Twins: CheckReport] = [:]
    private var told: Set<Twins> = []
    private var who: String?
    private let findWho: () -> String
    /// True if a person was asked: one git command asks once.
    var hasAsked = false
    /// The branches that were stopped for what had been told already.
    private var alike: [String] = []

    init(who: @escaping () -> String) { findWho = who }

    /// Who acts, as git would sign a commit.
    func person() -> String {
        let found = who ?? findWho()
        who = found
        return found
    }

    func checking(_ incomingChange: IncomingChange, or make: () throws -> Checking) rethrows -> Checking {
        guard let twins = Twins(incomingChange) else { return try make() }
        if let known = checkings[twins] { return known }
        let checking = try make()
        checkings[twins] = checking
        return checking
    }

    /// The report on a passage, with the name of its own branch.
    func report(_ incomingChange: IncomingChange, or make: () throws -> CheckReport) rethrows -> CheckReport {
        guard let twins = Twins(incomingChange) else { return try make() }
        var report = try reports[twins] ?? make()
        reports[twins] = report
        report.target = "\(Escaped(incomingChange.branch))"
        return report
    }

    /// A deployment in between changes every answer.
    func forgetReports() { reports = [:] }

    /// Remembers that a passage was stopped, and why was told.
    func tell(_ incomingChange: IncomingChange) { if let twins = Twins(incomingChange) { told.insert(twins) } }

    /// True if one with the same migrations was stopped; then this one is named in the summary, unless a person's word
    /// lets it through.
    func isStopped(_ incomingChange: IncomingChange, isAllowed: () throws -> Bool) rethrows -> Bool {
        guard let twins = Twins(incomingChange), told.contains(twins), try !isAllowed() else { return false }
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
