/// How many answers came out how.
struct Tally: Sendable {
    private(set) var counts: [Outcome: Int] = [:]
    private(set) var total = 0

    init(_ answers: some Sequence<Answer>) {
        for answer in answers {
            counts[answer.outcome, default: 0] += 1
            total += 1
        }
    }

    subscript(_ outcome: Outcome) -> Int { counts[outcome] ?? 0 }

    /// The number of right answers.
    var right: Int { self[.right] + self[.heldAlready] }
}

/// The predictions of failure, against what happened.
struct FailureTally: Sendable {
    /// It said that a file would fail which ran, or would have once those before it had.
    let falselySaid: [Answer]
    /// A file failed, and nothing was said.
    let missed: [Answer]
    let rightlySaid: Int

    init(_ answers: [Answer]) {
        let notRun = answers.filter { !$0.hasRun }
        falselySaid = notRun.filter { $0.runs && $0.wouldFail != nil }
        missed = notRun.filter { !$0.runs && $0.wouldFail == nil }
        rightlySaid = notRun.count { !$0.runs && $0.wouldFail != nil }
    }
}
