import TreeGuardCore
import TreeGuardGit
import TreeGuardSystem

/// `treeguard hook NAME [WORD...]`
enum HookCommand {
    private static let name = PositionalDescription("HOOK", .one, "The hook's name, as git calls it.")
    private static let words = PositionalDescription("WORD", .any, "What git gives the hook.")

    static let command = Subcommand(
        CommandDescription(
            "hook", "Answer one of git's hooks; treeguard-hook comes here when migrations are at stake",
            discussion: """
                Reads what git writes to the hook, checks what would enter a protected branch, and asks the person, if \
                there is one. Exits 0 to let git go on and 1 to stop it; nothing else.
                """,
            positionals: [name, words],
            examples: [
                CommandExample("treeguard hook pre-commit", "What git would be told of a commit made now.")
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        let words = session.arguments.positionals
        guard let hook = words.first.flatMap(HookName.init(rawValue:)) else {
            throw Failure(
                .usage, what: "no hook was answered",
                why: "known are \(HookName.allCases.map(\.rawValue).joined(separator: ", "))",
                next: "treeguard help hook")
        }
        do {
            let input = hook.readsInput ? try Files.readStandardInput() : []
            let call = HookCall(
                hook, Array(words.dropFirst()), input: String(decoding: input, as: UTF8.self),
                environment: session.environment)
            return try Gatekeeping(call, session).passes() ? .success : .migrationsPending
        } catch {
            // Whatever goes wrong, what would enter a protected branch does not.
            let failure = Failure(describing: error)
            session.terminal.write(failure.text(style: session.terminal.style(of: .error)), to: .error)
            return .migrationsPending
        }
    }
}
