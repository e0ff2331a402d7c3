import TreeGuardSchema
import TreeGuardVerdicts

/// The answer of treeguard on one file at one moment, and the truth.
struct Answer: Sendable, Hashable {
    /// The project's folder, and the file's name there.
    let project: String
    let file: String
    let kind: Moment.Kind
    let moment: String
    /// The state, or why there is none: "pending", "no answer: ...".
    let said: String
    /// True if the verdict over the whole change was SAFE.
    let isSafe: Bool
    let hasRun: Bool
    /// How many files had run, and how many have once the whole change has; nil for one with a file that does not run.
    let count: Int
    let end: Int?
    /// Why it would fail, where treeguard said so.
    let wouldFail: String?
    /// True if statements were counted that nobody can verify.
    var hasUnverified: Bool
    /// The first of what treeguard gave as reasons, for whoever looks into it.
    let detail: String
    /// True if the file runs at all.
    var runs = true
    /// True if a dump before it and one after it differ.
    var leavesTrace = true
    /// True if a dump differs from the one that all files of the change would leave.
    var lacksSomething = true

    var truth: String { hasRun ? "applied" : "pending" }

    var outcome: Outcome {
        switch (said, hasRun) {
        case ("applied", true), ("pending", false): .right
        case ("applied", false) where !hasUnverified && !(isSafe ? lacksSomething : leavesTrace): .heldAlready
        case ("applied", false): isSafe ? .falselySafe : .falselyApplied
        case _ where Answer.states.contains(said): .wrong
        default: .unanswered
        }
    }

    private static let states = Set(MigrationState.allCases.filter { $0 != .unknown }.map(\.rawValue))
}

/// The worth of an answer.
enum Outcome: String, Sendable, CaseIterable {
    case right
    /// Applied, before it ran: right, for it would have changed nothing that a dump shows, and nothing was left unverified.
    case heldAlready = "held already"
    case wrong
    /// Applied, before it ran, beside others that were rightly said to be pending: the change is stopped all the same.
    case falselyApplied = "falsely applied"
    /// SAFE, before it ran. The worst.
    case falselySafe = "falsely SAFE"
    /// Unknown, or no answer at all.
    case unanswered
}
