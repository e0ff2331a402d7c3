import CGlibc
import Glibc
import TreeGuardBase
import TreeGuardGuard
import TreeGuardSystem

/// The user at the controlling terminal, if there is one. Standard input of a hook is never the terminal, and nothing
/// here writes to standard output or standard error.
package struct PersonAtTerminal: Sendable {
    private let environment: [String: String]
    private let path: String

    package init(environment: [String: String] = ProcessEnvironment.inherited, terminal path: String = "/dev/tty") {
        self.environment = environment
        self.path = path
    }

    /// The reason why nobody can be asked now; nil if somebody can. It does not ask.
    package func absence() -> String? {
        switch openTerminal() {
        case .success: nil
        case .failure(let absence): absence.reason
        }
    }

    /// Asks, and waits for the answer until the deadline. A timeout, Ctrl-C, Ctrl-D and an empty line mean No.
    package func ask(_ question: PromptQuestion, deadline: Duration = .seconds(60)) -> PromptAnswer {
        switch openTerminal() {
        case .failure(let absence): return .noTerminal(absence.reason)
        case .success(let number):
            let terminal = Descriptor(owning: number)
            guard let conversation = Conversation(terminal: terminal.number) else {
                return .noTerminal("the terminal's settings cannot be read")
            }
            defer { conversation.end() }
            return conversation.hold(question, until: Clock.monotonic() + deadline)
        }
    }

    private struct Absence: Error { let reason: String }

    private func openTerminal() -> Result<Int32, Absence> {
        if case .impossible(let why) = Interactivity(environment: environment) { return .failure(Absence(reason: why)) }
        let number = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard number >= 0 else {
            return .failure(Absence(reason: "there is no terminal (\(SystemError("open").reason))"))
        }
        // Reading from the background would stop us, and git, for ever (SIGTTIN).
        guard tcgetpgrp(number) == getpgrp() else {
            close(number)
            return .failure(Absence(reason: "git runs in the background"))
        }
        return .success(number)
    }
}
