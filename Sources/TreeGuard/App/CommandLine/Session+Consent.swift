import TreeGuardBase
import TreeGuardGuard
import TreeGuardSystem
import TreeGuardTerminal

extension Session {
    /// Asks before something is written; throws unless somebody says yes to it.
    ///
    /// - Parameters:
    ///   - undone: what is then the case: "nothing was deployed"
    ///   - command: what brings the question again
    ///   - reason: why --yes is not enough, where it was given
    func consent(
        to question: PromptQuestion, within deadline: Duration = .seconds(60), undone: String, command: String,
        because reason: String? = nil
    ) throws(Failure) {
        let (why, next): (String, String)
        switch PersonAtTerminal(environment: environment).ask(question, deadline: deadline) {
        case .chosen(.yes): return
        case .noTerminal(let reason):
            (why, next) = ("cannot ask for confirmation: \(reason)", "a person runs it at a terminal: \(command)")
        case .timedOut: (why, next) = ("no answer came in time", command)
        case .chosen, .declined: (why, next) = ("it was not confirmed", command)
        }
        throw Failure(.usage, what: undone, why: reason.map { "\($0), and \(why)" } ?? why, next: next)
    }
}
