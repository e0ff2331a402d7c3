import TreeGuardBase
import TreeGuardGit
import TreeGuardGuard
import TreeGuardReports
import TreeGuardSystem

/// One run of an agent's hook: what the agent is about to do is taken apart, and what matters of it goes through the
/// same gate as git's own hooks. Whatever goes wrong, it does not happen.
struct AgentHook {
    let dialect: AgentDialect
    let session: Session

    func run() -> ExitCode {
        let answer: AgentAnswer
        do {
            let call = try dialect.call(try Files.readStandardInput(limit: 32 << 20))
            answer = try AgentGate(call, session).refusal().map { dialect.refusal($0) } ?? dialect.consent
        } catch let error as AgentDialect.Misunderstood {
            answer = dialect.breakdown(
                """
                treeguard: what this hook was given cannot be read, so it was not run. \(error.why)
                  next: treeguard version, and report both with the agent's own version

                """)
        } catch {
            let failure = Failure(describing: error)
            answer = dialect.breakdown(failure.text(style: session.terminal.style(of: .error)))
        }
        session.terminal.write(answer.error, to: .error)
        session.terminal.write(answer.output)
        // The number that agents know for no.
        return answer.endsWithTwo ? .usage : .success
    }
}
