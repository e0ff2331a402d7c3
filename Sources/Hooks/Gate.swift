import TreeGuardBase
import TreeGuardIncoming
import TreeGuardSystem

/// The program that git's hooks start. It decides by names alone where it can, and starts the whole program otherwise.
enum Gate {
    static func main() -> Never {
        var words = Array(CommandLine.arguments.dropFirst())
        // Hooks that an earlier version installed understand no exit code but 0.
        let isAsked = words.first == HookAnswer.request
        if isAsked { words.removeFirst() }
        let exit = run(words, isAsked)
        ProcessEnvironment.exit(isAsked ? HookAnswer(exit).rawValue : exit.rawValue)
    }

    private static func run(_ words: [String], _ isAsked: Bool) -> ExitCode {
        guard let hook = words.first.flatMap(HookName.init(rawValue:)) else {
            tell(usage)
            return usage.code.exit
        }
        do {
            return try HookRun.run(hook, Array(words.dropFirst()), isAsked)
        } catch {
            tell((error as? Failure) ?? (error as? SystemError)?.failure ?? unexplained(error))
            return .migrationsPending
        }
    }

    private static func tell(_ failure: Failure) {
        let terminal = Terminal(environment: ProcessEnvironment.inherited)
        terminal.write(failure.text(style: terminal.style(of: .error)), to: .error)
    }

    private static let usage = Failure(
        .usage, what: "treeguard-hook is not for the command line",
        why: "git's hooks run it: treeguard-hook [--answer] HOOK ARGS...", next: "treeguard check")

    private static func unexplained(_ error: any Error) -> Failure {
        Failure(
            .internalError, what: "a hook failed", why: Escaped("\(error)").description,
            next: "report it, with the command that you ran")
    }
}
