import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardDeployments
import TreeGuardReports

/// `treeguard rehearse`
enum RehearseCommand {
    static let command = Subcommand(
        CommandDescription(
            "rehearse", "Run the migrations on a throwaway copy of production's schema",
            discussion: """
                Starts a PostgreSQL server of its own on this machine, of production's version, and loads production's \
                schema into it with its roles and what the frameworks' ledgers hold: read with pg_dump over a \
                connection that cannot write. There it runs what treeguard deploy would run, as treeguard deploy would \
                run it, checks that everything arrived, goes the way back, compares the schema with what it was, and \
                runs everything a second time.

                Tells how long each statement took, the locks that the server really held for it on what was there \
                before, and which tables were written anew. On an empty copy every statement is quick: --data brings \
                rows, the first of each table, whatever they refer to.

                Exits 0 when everything arrived and came back, 1 when something did not, 3 when there could be no copy. \
                Nothing is written to production, and nothing is left on this machine.
                """,
            options: [
                RehearseOptions.environment, RehearseOptions.data, RehearseOptions.rows, .target, .source, .worktree,
                .all, .committed, .format,
            ],
            examples: [
                CommandExample("treeguard rehearse", "On a copy of production's schema, without rows."),
                CommandExample(
                    "treeguard rehearse --data orders --data customers --rows 50000",
                    "With rows, so that durations and NOT NULL mean something."),
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        let checking = try Checking.begin(ChangeRequest(session.arguments), session)
        guard let report = try Rehearsing(session, checking).report() else {
            session.print("Nothing is pending: there is nothing to rehearse.\n")
            return .success
        }
        session.print(session.format.render(report, session.style, session.pageDetail))
        return report.exit
    }
}
