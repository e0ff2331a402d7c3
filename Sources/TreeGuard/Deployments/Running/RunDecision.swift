import TreeGuardBase
import TreeGuardMigrations
import TreeGuardVerdicts

/// The decision whether a migration can be deployed as it stands, and at which part it starts.
package enum RunDecision: Hashable, Sendable {
    /// The migration needs no run.
    case done
    /// The migration can run.
    ///
    /// - Parameters:
    /// - startAt: the first part to run
    /// - resumes: whether that part was begun before
    /// - remark: a remark to show before the confirmation
    case ready(startAt: Int, resumes: Bool, remark: String?)
    case refused(why: String, next: String)

    /// The facts about one migration in one environment.
    package struct Subject: Hashable, Sendable {
        package var path: RepositoryPath
        package var state: MigrationState
        package var change: Migration.Change
        /// The reasons for the state, for people.
        package var reasons: [String]
        /// True if no object shows whether it ran.
        package var isUnproved: Bool
        /// True if its framework keeps a ledger of its own.
        package var hasLedger: Bool
        package var last: RunHistory.Entry?
        package var digest: String
        /// INVALID indexes, if nothing else of the migration exists.
        package var failedBuilds: [FailedBuild]

        package init(
            path: RepositoryPath, state: MigrationState, change: Migration.Change, reasons: [String],
            isUnproved: Bool, hasLedger: Bool, last: RunHistory.Entry?, digest: String,
            failedBuilds: [FailedBuild] = []
        ) {
            self.path = path
            self.state = state
            self.change = change
            self.reasons = reasons
            self.isUnproved = isUnproved
            self.hasLedger = hasLedger
            self.last = last
            self.digest = digest
            self.failedBuilds = failedBuilds
        }
    }

    /// - Parameter isRecorded: whether the database keeps `treeguard.deployment`
    package init(_ subject: Subject, isRecorded: Bool) {
        // If it is recorded or complete, somebody else finished what an older run left half done.
        let isOver = subject.state == .applied || subject.state == .untracked
        if let last = subject.last, last.isUnfinished, !isOver {
            self = RunDecision.resuming(last, subject)
            return
        }
        switch subject.state {
        case .applied: self = .done
        case .pending where subject.change != .removed: self = .ready(startAt: 0, resumes: false, remark: nil)
        case .partial where !subject.failedBuilds.isEmpty && subject.change != .removed:
            self = RunDecision.rebuilding(subject.failedBuilds)
        case .unknown where subject.mayRunUnseen:
            self =
                isRecorded
                ? .ready(
                    startAt: 0, resumes: false,
                    remark: "nothing in it shows whether it ran before: no deployment of it is on record")
                : .refused(
                    why: "nothing in it can be looked for afterwards, and deploy.record = false keeps no record",
                    next: "deploy it with its own tool, or let treeguard keep its record")
        default:
            self = .refused(
                why: ([subject.state.rawValue] + subject.reasons).joined(separator: "; "),
                next: "treeguard explain \(subject.state.rawValue)")
        }
    }

    /// Lets the run drop an INVALID index of a failed attempt, unless a session is building it.
    private static func rebuilding(_ builds: [FailedBuild]) -> RunDecision {
        if let build = builds.first(where: { $0.builder != nil }), let builder = build.builder {
            return .refused(
                why: "index \(build.index.shownInReports) is INVALID, and may be under construction: "
                    + "\(builder) works on \(build.table.shownInReports)",
                next: "wait until that is over, then try again")
        }
        let names = builds.map(\.index.shownInReports).joined(separator: ", ")
        return .ready(
            startAt: 0, resumes: false,
            remark: "\(names): INVALID, left by a build that failed; dropped CONCURRENTLY first, and built again")
    }

    private static func resuming(_ last: RunHistory.Entry, _ subject: Subject) -> RunDecision {
        guard last.digest == subject.digest else {
            return .refused(
                why: "\(last.standing), and the file was changed since",
                next:
                    "deploy the file as it was (git log -- \(ShellQuoted(subject.path.text))), and what changed in a file "
                    + "of its own")
        }
        return .ready(
            startAt: last.done, resumes: last.begun > last.done, remark: "\(last.standing): this run goes on there")
    }
}

extension RunDecision.Subject {
    /// True if it may have run without a trace: a new file without a ledger that changes only rows, or objects that
    /// others create too.
    fileprivate var mayRunUnseen: Bool { change == .new && isUnproved && !hasLedger }
}
