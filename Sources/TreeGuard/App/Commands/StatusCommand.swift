import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardSystem
import TreeGuardVerdicts

/// `treeguard status`
enum StatusCommand {
    private static let whole = OptionDescription.flag(
        "all", "Print the whole history, and not only what is not applied everywhere.")

    static let command = Subcommand(
        CommandDescription(
            "status", "Show every migration of the repository against every environment",
            discussion: """
                Looks at all migrations of the tree, whatever the target has of them, and asks each environment, \
                read-only, where they stand. Those that come first and are applied everywhere are folded into one \
                line. What a ledger holds and no file explains is a warning. Overrides in force, and those that let \
                something through, are listed with who gave them and why.

                Exits as treeguard check does: 0 when everything is applied, 1 when something is not, 3 when no \
                answer could be had.
                """,
            options: [.source, .worktree, .environment, whole, .committed, .format],
            examples: [
                CommandExample("treeguard status", "What is where, as the worktree has it."),
                CommandExample("treeguard status --env production --all", "The whole history of one database."),
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        var request = try ChangeRequest(session.arguments)
        request.isWhole = true
        let checking = try Checking.begin(request, session)
        let environments =
            try checking.bringsNothing
            ? [] : Environments(session.arguments.values(of: .environment), checking.landing, session).list
        session.tellOfAsking(environments)
        var report = try checking.status(checking.asked(environments), isWhole: session.arguments.has(whole))
        do throws(SystemError) {
            let records = DecisionRecords(commonDirectory: checking.landing.repository.layout.commonDirectory)
            report.overrides = OverrideReport(
                standing: try records.overrides(at: Clock.wall()), audit: try records.audit(),
                isSwitchedOff: !checking.landing.config.allowOverride)
        } catch {
            throw error.failure
        }
        session.print(session.format.render(report, session.style, session.pageDetail))
        return report.exit
    }
}

extension Checking {
    /// The same conversation as a check's, told as a matrix.
    func status(_ asked: [AskedEnvironment], isWhole: Bool) throws(Failure) -> StatusReport {
        let required = asked.filter(\.environment.isRequired)
        let verdict: Verdict =
            bringsNothing
            ? .safe
            : discovery.hasErrors
                ? .error : (required.isEmpty ? asked : required).map { $0.verdict(ofTree: discovery) }.max() ?? .error
        return StatusReport(
            verdict: verdict, source: landing.source,
            environments: asked.map {
                $0.report(
                    verdict: $0.verdict(ofTree: discovery), hindrances: promotion(of: $0, among: asked).hindrances)
            },
            migrations: discovery.migrations.map { migration in
                MigrationReport(
                    migration, standings: asked.map { $0.standing(of: migration) }, references: [],
                    remarks: texts.remarks(of: migration))
            },
            problems: try problems(),
            next: verdict == .safe ? [] : [CheckReport.NextStep("treeguard check", "what this change still needs")],
            isWhole: isWhole)
    }
}
