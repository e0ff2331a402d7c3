import TreeGuardGit
import TreeGuardGuard

/// What a person at a terminal is asked.
struct GateQuestion {
    let ask: Decision.Ask
    let passage: Passage

    init(_ ask: Decision.Ask, _ passage: Passage) {
        self.ask = ask
        self.passage = passage
    }

    /// To go on without an answer from production takes the branch's name, typed out.
    func asked(after lines: [String]) -> PromptQuestion {
        switch ask {
        case .goOn:
            PromptQuestion(
                "⚠️  Production could not tell. Go on without its answer?", after: lines,
                answers: .word(passage.branch))
        case .deploy:
            PromptQuestion(
                "⚠️  Production migrations pending. Deploy before \(gerund)?", after: lines,
                answers: .choices(Choice.yesNoPlanDiff))
        }
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
