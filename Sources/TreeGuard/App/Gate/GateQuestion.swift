import TreeGuardGit
import TreeGuardGuard

/// The question to a person at a terminal.
struct GateQuestion {
    let ask: Decision.Ask
    let incomingChange: IncomingChange

    init(_ ask: Decision.Ask, _ incomingChange: IncomingChange) {
        self.ask = ask
        self.incomingChange = incomingChange
    }

    /// To go on without an answer from production takes the branch's name, typed out.
    func asked(after lines: [String]) -> PromptQuestion {
        switch ask {
        case .goOn:
            PromptQuestion(
                "⚠️  Production could not tell. Go on without its answer?", after: lines,
                answers: .word(incomingChange.branch))
        case .deploy:
            PromptQuestion(
                "⚠️  Production migrations pending. Deploy before \(gerund)?", after: lines,
                answers: .choices(Choice.yesNoPlanDiff))
        }
    }

    private var gerund: String {
        switch incomingChange.moment {
        case .beforeMerge, .move: "merging"
        case .beforeCommit: "committing"
        case .push: "pushing"
        case .deletion(let branch): "deleting \(branch)"
        }
    }
}
