import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardDeployments
import TreeGuardReports

/// `treeguard plan`
enum PlanCommand {
    private static let write = OptionDescription.flag(
        "write", "Keep the page of the pending deployment, in FILE or in docs/pending/BRANCH.md.")
    private static let checklist = OptionDescription.flag(
        "checklist", "Keep the checklist instead, in FILE or in docs/pending/BRANCH-checklist.md.")
    private static let outside = OptionDescription.flag("outside", "FILE may lie outside of the repository.")
    private static let file = PositionalDescription("FILE", .oneOrNone, "Where the page is kept.")

    static let command = Subcommand(
        CommandDescription(
            "plan", "Show what a deployment would run, what it locks, what would stop it, and the way back",
            discussion: """
                Asks each environment, read-only, and shows the pending files in their order: each statement with the \
                lock that it takes and on what, whether it reads or rewrites all rows, how large the tables are, who \
                holds what now, how it is undone, and the commands for a machine that has access.

                A statement that makes readers or writers wait while it works through a large table (100 MB or a \
                million rows; what nobody knows counts as large) is a hazard: it stops treeguard deploy, unless \
                .treeguard or --accept takes it. A tenth of that is a warning.

                --write keeps it as a page for whoever deploys: what each file makes, the code that needs it, how to \
                deploy, verify and roll back, and a place to sign. Run again, it makes the parts between its marks \
                anew and leaves everything else as it is. A damaged mark is refused, and nothing is written.

                Exits 0 when nothing is left to run, 1 when something is, 3 when no answer could be had.
                """,
            positionals: [file],
            options: [
                write, checklist, outside, .target, .source, .worktree, .environment, .all, .committed, .format,
            ],
            examples: [
                CommandExample("treeguard plan", "What this worktree would run in production."),
                CommandExample("treeguard plan --write", "Begins or updates docs/pending/BRANCH.md."),
                CommandExample("treeguard plan --env staging --format json", "The same of staging, for a script."),
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        let checking = try Checking.begin(ChangeRequest(session.arguments), session)
        let looking = try PlanLooking(checking, session)
        let report = try looking.report()
        let arguments = session.arguments
        guard arguments.has(write) || arguments.has(checklist) else {
            guard arguments.positionals.isEmpty, !arguments.has(outside) else { throw nothingToWrite }
            session.print(session.format.render(report, session.style, session.pageDetail))
            return report.exit
        }
        let templates: [PageTemplate] = [
            arguments.has(write) ? .pending : nil, arguments.has(checklist) ? .checklist : nil,
        ]
        .compactMap(\.self)
        for template in templates { try keep(template, looking, report, session) }
        return report.exit
    }

    private static func keep(
        _ template: PageTemplate, _ looking: PlanLooking, _ report: PlanReport, _ session: Session
    ) throws(Failure) {
        // The page is about the environment that counts; of several, about the first that is named or required.
        guard let page = looking.contents(report) else {
            session.print("Nothing to write: \(Escaped(report.source)) brings no migration.\n")
            return
        }
        let writing = PlanWriting(
            checking: looking.checking, session: session, template: template,
            mayBeOutside: session.arguments.has(outside))
        let (path, isChanged) = try writing.write(page, to: session.arguments.positionals.first)
        session.print(isChanged ? "wrote \(Escaped(path))\n" : "\(Escaped(path)) is up to date\n")
    }

    private static var nothingToWrite: Failure {
        Failure(
            .usage, what: "a file is named, and nothing is to be written",
            why: "neither --write nor --checklist is given",
            next: "treeguard plan --write FILE")
    }
}
