import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardReports
import TreeGuardVerdicts

/// `treeguard check`
enum CheckCommand {
    static let command = Subcommand(
        CommandDescription(
            "check", "Ask production whether the migrations of a change are already there",
            discussion: """
                Compares the target branch with the tree that would land in it, finds the migrations that are new, \
                edited or removed, and asks each environment, read-only, whether their effects are there: by the \
                framework's ledger and by the catalog.

                Exits 0 when it is SAFE to merge, 1 when migrations are missing from production, 3 when no answer \
                could be had.
                """,
            options: [
                .target, .source, .worktree, .environment, .all, .committed, .offline, .format,
            ],
            examples: [
                CommandExample("treeguard check", "What this worktree would bring into the default branch."),
                CommandExample(
                    "treeguard check --target main --source feature --format json",
                    "A branch that is not checked out, for a script."),
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        var ahead: EarlyCheck?
        let landing = try Landing.find(ChangeRequest(session.arguments), session: session) { committed in
            ahead = EarlyCheck(committed, session)
        }
        let checking = try ahead?.checking(landing, session) ?? Checking.begin(landing, session)
        let report = try checking.report(asked(checking, ahead, session))
        session.print(session.format.render(report, session.style, session.pageDetail))
        return report.exit
    }

    private static func asked(
        _ checking: Checking, _ ahead: EarlyCheck?, _ session: Session
    ) throws(Failure) -> [AskedEnvironment] {
        guard !checking.bringsNothing, !session.arguments.has(.offline) else { return [] }
        let environments: Environments
        if let ahead {
            environments = try ahead.environments.get()
        } else {
            environments = try Environments(session.arguments.values(of: .environment), checking.landing, session)
        }
        session.tellOfAsking(environments.list)
        return checking.asked(environments.list, ahead?.answers(to: checking))
    }
}

extension Session {
    /// How the person wants the result.
    var format: Format { arguments.value(of: .format).flatMap(Format.named) ?? .text }
}
