import TreeGuardBase
import TreeGuardMigrations
import TreeGuardVerdicts

/// True if a migration may be deployed as it stands, and from where on.
package enum Readiness: Hashable, Sendable {
    /// There is nothing to do.
    case done
    /// - Parameters:
    ///   - startAt: the first part to run
    ///   - resumes: whether that part was begun before
    ///   - remark: what a person should know before saying yes
    case ready(startAt: Int, resumes: Bool, remark: String?)
    case refused(why: String, next: String)

    /// The facts about one migration in one environment.
    package struct Subject: Hashable, Sendable {
        package var path: RepositoryPath
        package var state: MigrationState
        package var change: Migration.Change
        /// Why the state is what it is, for people.
        package var reasons: [String]
        /// True if nothing in it shows if it ran.
        package var isUnproved: Bool
        /// True if its framework keeps a ledger of its own.
        package var hasLedger: Bool
        package var last: RunHistory.Entry?
        package var digest: String
        /// Indexes that are all that is there of it, and INVALID.
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
        // Once it is recorded or all there, what a run of old left half done was finished by somebody else.
        let isOver = subject.state == .applied || subject.state == .untracked
        if let last = subject.last, last.isUnfinished, !isOver {
            self = Readiness.resuming(last, subject)
            return
        }
        switch subject.state {
        case .applied: self = .done
        case .pending where subject.change != .removed: self = .ready(startAt: 0, resumes: false, remark: nil)
        case .partial where !subject.failedBuilds.isEmpty && subject.change != .removed:
            self = Readiness.rebuilding(subject.failedBuilds)
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

    /// Removes INVALID indexes of a failed attempt before the next, unless a session builds them.
    private static func rebuilding(_ builds: [FailedBuild]) -> Readiness {
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

    private static func resuming(_ last: RunHistory.Entry, _ subject: Subject) -> Readiness {
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

extension Readiness.Subject {
    /// Rows, and what others make too, in a file that this change brings, of which no ledger could know.
    fileprivate var mayRunUnseen: Bool { change == .new && isUnproved && !hasLedger }
}
