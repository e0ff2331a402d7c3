import TreeGuardCore
import TreeGuardSystem

extension Session {
    /// Asks before something is written; throws unless somebody says yes to it.
    ///
    /// - Parameters:
    ///   - undone: what is then the case: "nothing was deployed"
    ///   - otherwise: the command that asks nobody
    func consent(
        to question: PromptQuestion, within deadline: Duration = .seconds(60), undone: String,
        otherwise: String
    ) throws(Failure) {
        let why: String
        switch PersonAtTerminal(environment: environment).ask(question, deadline: deadline) {
        case .chosen(.yes): return
        case .noTerminal(let reason): why = "there is nobody to ask: \(reason)"
        case .timedOut: why = "nobody answered in time"
        case .chosen, .declined: why = "nobody said yes to it"
        }
        throw Failure(.usage, what: undone, why: why, next: otherwise)
    }
}
