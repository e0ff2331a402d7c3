import TreeGuardCore
import TreeGuardGit

/// What a person at a terminal is asked.
struct GateQuestion {
    let standing: GateStanding
    let passage: Passage

    init(_ standing: GateStanding, _ passage: Passage) {
        self.standing = standing
        self.passage = passage
    }

    /// To go on without an answer from production takes the branch's name, typed out.
    func asked(after lines: [String]) -> PromptQuestion {
        if standing != .pending {
            return PromptQuestion(
                "⚠️  Production could not tell. Go on without its answer?", after: lines,
                answers: .word(passage.branch))
        }
        return PromptQuestion(
            "⚠️  Production migrations pending. Deploy before \(gerund)?", after: lines,
            answers: .choices(Choice.yesNoPlanDiff))
    }

    private var gerund: String {
        switch passage.moment {
        case .beforeMerge, .move: "merging"
        case .beforeCommit: "committing"
        case .push: "pushing"
        case .deletion(let branch): "deleting \(branch)"
        }
    }
}
