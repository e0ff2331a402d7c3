import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardGuard
import TreeGuardReports

/// `treeguard close`
enum CloseCommand {
    private static let worktree = PositionalDescription(
        "WORKTREE", .oneOrNone, "By its path, its folder or its branch; by default the one that the command works in.")
    private static let keepBranch = OptionDescription.flag("keep-branch", "Leave the branch where it is.")
    private static let noMerge = OptionDescription.flag(
        "no-merge", "Only remove the worktree; a branch that is not merged is kept.")

    static let command = Subcommand(
        CommandDescription(
            "close", "Check a worktree's migrations, merge its branch, and remove it",
            discussion: """
                Looks first whether anything stands in the way: work that is not committed, a lock, a process that \
                works there, a merge that would conflict, a target with changes of its own. Then production is asked \
                about the migrations that would land, as treeguard check does, and the team's policy decides. Only \
                then git merges, as the repository prefers it, the worktree is removed, and the branch deleted.

                It stops at the first problem with everything as it was. Run again, it finishes what is left. Files \
                that git ignores go with the worktree, and are named. A process cannot leave its own folder behind: \
                run it from another one, or with -C.

                Exits 0 when it is closed, 1 when migrations are missing from production, 2 when nothing of that name \
                is there, 3 when something stands in the way.
                """,
            positionals: [worktree], options: [.target, keepBranch, noMerge, .format],
            examples: [
                CommandExample("treeguard close feature", "The worktree that has the branch feature."),
                CommandExample("treeguard close ../feature --keep-branch", "Merges and removes, and keeps the branch."),
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        let arguments = session.arguments
        let flow = try ClosingFlow.look(at: arguments.positionals.first, target: arguments.value(of: .target), session)
        let plan: ClosingPlan
        do {
            plan = try ClosingPlan(
                flow.facts,
                ClosingPlan.Wishes(keepsBranch: arguments.has(keepBranch), merges: !arguments.has(noMerge)))
        } catch { throw error.failure }
        guard let branch = flow.facts.branch else { return .success }
        var report = ClosingReport(
            branch: branch, target: flow.facts.target, merge: flow.facts.isMerged ? .alreadyThere : .leftOut)
        let steps = ClosingSteps(flow: flow, branch: branch)
        if plan.merges, let place = flow.facts.place {
            let gate = ClosingGate(session: session, flow: flow, branch: branch, worktree: place.path)
            switch try gate.incomingChange() {
            case .stopped(let code): return code
            case .open(let verdict, let migrations): (report.verdict, report.migrations) = (verdict, migrations)
            }
            report.merge = try steps.merge()
        }
        if plan.removes, let place = flow.facts.place {
            if !place.ignored.isEmpty {
                let names = place.ignored.map { Escaped($0).description }.joined(separator: ", ")
                session.note("treeguard: with the worktree goes what git ignores there: \(names)")
            }
            try steps.remove(place)
            report.removed = place.path
            report.discarded = place.ignored
        }
        if plan.deletesBranch {
            try steps.deleteBranch()
            report.deletedAt = String(flow.branchTip.prefix(8))
        }
        session.print(session.format.render(report, session.style, .brief))
        return .success
    }
}
