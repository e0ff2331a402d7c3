import TreeGuardCore

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
        var begun: Result<Environments, Failure>?
        let checking = try Checking(ChangeRequest(session.arguments), session) { landing in
            // Connecting takes as long as finding out what to ask.
            guard !session.arguments.has(.offline), Discovery.mayHoldMigration(landing.changes, landing.config) else {
                return
            }
            begun = environments(landing, session).map { $0.connecting(landing.config.limits) }
        }
        let report = try checking.report(asked(checking, begun, session))
        session.print(session.format.check(report, session.style, session.pageDetail))
        return report.exit
    }

    private static func asked(
        _ checking: Checking, _ begun: Result<Environments, Failure>?, _ session: Session
    ) throws(Failure) -> [AskedEnvironment] {
        guard !checking.bringsNothing, !session.arguments.has(.offline) else { return [] }
        let environments = try (begun ?? environments(checking.landing, session)).get()
        for environment in environments.list {
            session.detail("asking \(environment.name)" + (environment.origin.map { ", by \($0)" } ?? ""))
        }
        return checking.asked(environments.list)
    }

    private static func environments(_ landing: Landing, _ session: Session) -> Result<Environments, Failure> {
        Result { () throws(Failure) in
            try Environments(session.arguments.values(of: .environment), landing, session)
        }
    }
}

extension Session {
    /// How the person wants the result.
    var format: Format { arguments.value(of: .format).flatMap(Format.named) ?? .text }
}
