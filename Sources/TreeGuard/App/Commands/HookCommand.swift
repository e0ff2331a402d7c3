import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardGit
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardReports
import TreeGuardSystem

/// `treeguard hook NAME [WORD...]`
enum HookCommand {
    private static let name = PositionalDescription("HOOK", .one, "The hook's name, as git or the agent calls it.")
    private static let words = PositionalDescription("WORD", .any, "What git gives the hook.")
    private static let answer = OptionDescription.flag(
        "answer", "Exit 42 to let git go on and 43 to stop it, which no other program does.")
    private static let known = HookName.allCases.map(\.rawValue) + AgentDialect.allCases.map(\.rawValue)

    static let command = Subcommand(
        CommandDescription(
            "hook", "Answer a hook of git's, where migrations are at stake, or of an agent's",
            discussion: """
                Reads what git writes to the hook, checks what would enter a protected branch, and asks the person, if \
                there is one. Exits 0 to let git go on and 1 to stop it; nothing else. treeguard-hook comes here when \
                migrations are at stake.

                For an agent (claude-pre-tool-use, codex-pre-tool-use, cursor-before-shell-execution, \
                gemini-before-tool) it reads what the agent is about to do. Merges into a protected branch, and \
                worktrees and branches that would go, are checked; overrides and ways around the gate are a person's, \
                and refused. Exits 0 to let it happen and 2 to stop it, with the reason on standard error; Cursor is \
                answered in its own form. treeguard init writes the configuration that runs these.
                """,
            positionals: [name, words], options: [answer],
            examples: [
                CommandExample("treeguard hook pre-commit", "What git would be told of a commit made now."),
                CommandExample(
                    "treeguard hook claude-pre-tool-use < call.json", "What Claude Code would be told of a tool's call."
                ),
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        let exit = try answered(session)
        guard session.arguments.has(answer) else { return exit }
        ProcessEnvironment.exit(HookAnswer(exit).rawValue)
    }

    private static func answered(_ session: Session) throws -> ExitCode {
        let words = session.arguments.positionals
        if let dialect = words.first.flatMap(AgentDialect.init(rawValue:)) {
            return AgentHook(dialect: dialect, session: session).run()
        }
        guard let hook = words.first.flatMap(HookName.init(rawValue:)) else {
            throw Failure(
                .usage, what: "no hook was answered",
                why: "known are \(known.joined(separator: ", "))",
                next: "treeguard help hook")
        }
        do {
            let input = hook.readsInput ? try Files.readStandardInput() : []
            var call = HookCall(
                hook, Array(words.dropFirst()), input: String(decoding: input, as: UTF8.self),
                environment: session.environment)
            if call.deletesBranches { call.newBranchName = ProcessAncestry.gitOperation().newBranchName }
            return try Gate(call, session).passes() ? .success : .migrationsPending
        } catch {
            // Whatever goes wrong, what would enter a protected branch does not.
            let failure = Failure(describing: error)
            session.terminal.write(failure.text(style: session.terminal.style(of: .error)), to: .error)
            return .migrationsPending
        }
    }
}
