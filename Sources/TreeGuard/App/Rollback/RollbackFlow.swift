import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardDeployments
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardReports
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardSystem
import TreeGuardVerdicts

/// A way back before a person: shown, confirmed, run, and looked at again.
struct RollbackFlow {
    private let session: Session
    private let checking: Checking
    private let environment: Environment
    private let selection: RollbackSelection

    private var config: Config { checking.landing.config }
    private var settings: DeploySettings { config.deploySettings(for: environment.name) }
    private var name: String { "\(Escaped(environment.name))" }
    private var program: DeployProgram { DeployProgram(session: session, checking: checking) }

    init(_ session: Session) throws(Failure) {
        self.session = session
        selection = try RollbackSelection(session.arguments)
        var request = try ChangeRequest(session.arguments)
        request.isWhole = true
        checking = try Checking.begin(request, session)
        let named = session.arguments.value(of: RollbackOptions.environment)
        let list = try Environments(named.map { [$0] } ?? [], checking.landing, session)
        environment = try list.theOne(named, for: "rollback")
    }

    /// The command as it was given, without --yes.
    private var command: String {
        "treeguard rollback --env \(ShellQuoted(environment.name)) \(selection.words)"
            + session.arguments.values(of: RollbackOptions.acceptLoss).map { " --accept-loss \(ShellQuoted($0))" }
            .joined()
    }

    // MARK: What goes back

    func plan() throws(Failure) -> RollbackReport {
        let asked = checking.asked([environment])[0]
        if let failure = asked.failure { throw failure }
        let history = try RunHistory(of: environment, config)
        let all = checking.discovery.landing
        // Where no ledger may be trusted, none of them tells which migration came last.
        if let first = all.first, all.allSatisfy({ asked.accounts.obstacle(to: $0) != nil }) {
            try refuseWhatIsNotAsItWas(first, asked)
        }
        let choice = try RollbackChoice(selection, checking, asked, history)
        for migration in choice.migrations { try refuseWhatIsNotAsItWas(migration, asked) }
        try refuseWhatOthersStandOn(choice, asked)
        let paths = Set(checking.discovery.landing.map(\.path.text))
        let ways = try Rollbacks(afterwards: choice.migrations, checking) { migration in
            history.last(of: migration) { paths.contains($0) }
        }
        let keepers = try KeepingBranches(of: choice.migrations, checking)
        var report = RollbackReport(
            environment: environment.name, server: asked.report(verdict: .error).server, choice: choice.words, items: []
        )
        report.deployment = choice.deployment
        report.remarks = choice.remarks
        report.accepted = AcceptedLosses(session.arguments.values(of: RollbackOptions.acceptLoss))
        var counting = LossCounts(try environment.connection.get(), limits)
        for migration in choice.migrations {
            var item = try item(migration, ways[migration], asked, choice, &counting)
            item.keeper = keepers[migration]
            report.items.append(item)
        }
        return report
    }

    private var limits: TimeLimits { environment.limits(config.limits) }

    private func refuseWhatIsNotAsItWas(_ migration: Migration, _ asked: AskedEnvironment) throws(Failure) {
        if let failure = asked.accounts.obstacle(to: migration) {
            throw noWayBack("\(migration.path): the ledger: \(failure.why)", failure.next)
        }
        let state = asked.state(of: migration)
        switch state {
        // What is half there may be so by a way back that was cut off: the server has the last word.
        case .applied, .partial, .missing, .unknown: return
        case .pending, .untracked, .edited, .skipped:
            throw noWayBack(
                "\(migration.path) is \(state.rawValue) in \(name): what the file says is not what is there",
                "treeguard explain \(state.rawValue)")
        }
    }

    private func refuseWhatOthersStandOn(_ choice: RollbackChoice, _ asked: AskedEnvironment) throws(Failure) {
        let going = Set(choice.migrations.map(\.path))
        // A framework with a graph takes what follows along.
        let keys = Set(choice.migrations.map(\.identity))
        let follower = checking.discovery.landing.first { migration in
            !going.contains(migration.path) && asked.state(of: migration) != .pending
                && migration.requires.contains { keys.contains(.init(framework: migration.framework, key: $0)) }
        }
        if let follower {
            throw noWayBack(
                "\(follower.path) follows on \(listed(follower.requires.map { "\(Escaped($0))" })), and stays",
                "undo the later one first")
        }
        let there = Set(
            checking.discovery.landing.filter { asked.state(of: $0) != .pending && !going.contains($0.path) }.map(
                \.path))
        let scripts = checking.texts.running.map { migration in
            (path: migration.path, statements: checking.texts.instructions(of: migration).flatMap(\.statements))
        }
        guard
            let found = Dependence.first(
                among: scripts, isGoing: going.contains, isThere: there.contains)
        else { return }
        let all = checking.discovery.landing
        let before = all.firstIndex { $0.path == found.earlier }.flatMap { $0 > 0 ? all[$0 - 1] : nil }
        throw noWayBack(
            "\(found.later) stands on \(found.object), which \(found.earlier.name) makes",
            before.map { "treeguard rollback --to \(ShellQuoted($0.path.name))" } ?? "undo the later one first")
    }

    private func item(
        _ migration: Migration, _ way: Rollback, _ asked: AskedEnvironment, _ choice: RollbackChoice,
        _ counting: inout LossCounts
    ) throws(Failure) -> RollbackReport.Item {
        if case .none(let reasons) = way {
            throw noWayBack(
                "\(migration.path): \(reasons.joined(separator: "; "))",
                "write it beside the migration, as \(FileName(migration.path.name).stem).down.sql, or a new migration")
        }
        guard let sql = way.sql else {
            let undoing = try program.undoing(migration)
            let (losses, notCounted) = try lossesOfProgram(migration, asked, &counting)
            return RollbackReport.Item(
                migration, way, FileRun(migration.path, []), removal: nil, losses: losses, notCounted: notCounted,
                program: undoing)
        }
        let removal = asked.accounts.removal(of: migration, checking.texts.content(of: migration))
        if removal == nil, case .recorded = asked.accounts.entry(of: migration),
            !asked.accounts.isOurRecord(of: migration)
        {
            throw noWayBack(
                "how \(migration.framework) would forget \(migration.path) is not known", "undo it with its own tool")
        }
        if let hidden = removal?.passesOver.first(where: { path in !choice.migrations.contains { $0.path == path } }) {
            throw noWayBack(
                "\(migration.framework) would never run \(migration.path.name) again while \(hidden.name) is recorded",
                "undo that first")
        }
        let run = try FileRun(undoing: way.path ?? migration.path, sql, removal)
        let instructions = run.parts.flatMap(\.instructions)
        return RollbackReport.Item(
            migration, way, run, removal: removal, losses: try counting.counts(of: instructions),
            notCounted: way.path.flatMap { path in
                instructions.mayChangeRows ? "\(path) changes rows, or may, in other ways" : nil
            })
    }

    private func noWayBack(_ why: String, _ next: String) -> Failure {
        Failure(.noWayBack, what: "nothing was rolled back in \(name)", why: why, next: next)
    }

    /// The rows that the program's downgrade would remove, as the program prints it offline.
    private func lossesOfProgram(
        _ migration: Migration, _ asked: AskedEnvironment, _ counting: inout LossCounts
    ) throws(Failure) -> (losses: [RollbackReport.LossCount], notCounted: String?) {
        let renderings = try ProgramRenderings(
            .downgrade, of: [migration], checking.discovery.companionFiles, checking.landing, session)
        switch renderings[migration] {
        case .sql(let text)?:
            let instructions = SQL.instructions(in: text)
            // The way to the beginning takes the ledger's own table along.
            let ledgers = Set(asked.accounts.tables.map(\.name))
            return (
                try counting.counts(of: instructions, without: ledgers),
                instructions.mayChangeRows ? "downgrade() changes rows, or may, in other ways" : nil
            )
        case .unavailable(let why)?: return ([], why)
        case nil: return ([], "its program prints nothing of what it would do")
        }
    }

    // MARK: Going

    /// Throws unless a person agreed to every loss, and said yes. --yes says so for files that no protected branch has.
    func confirm(_ report: RollbackReport) throws(Failure) {
        for stranger in report.strangers { session.note(stranger) }
        if let refusal = report.refusal(command) { throw refusal }
        let kept = report.items.filter { $0.keeper != nil }
        let saysYes = session.arguments.has(RollbackOptions.yes)
        guard !saysYes || !kept.isEmpty else { return }
        let answers: PromptQuestion.Answers =
            environment.isRequired || !kept.isEmpty ? .word(environment.name) : .choices(Choice.yesOrNo)
        let reason = kept.first.map { item in
            "--yes does not cover \(item.migration.path.shownName)"
                + (kept.count > 1 ? " and \(counted(kept.count - 1, "more file"))" : "") + ": \(item.keeper ?? "")"
        }
        try session.consent(
            to: PromptQuestion("Roll this back in \(name)?", answers: answers), within: .seconds(600),
            undone: "nothing was rolled back", command: command, because: saysYes ? reason : nil)
    }

    /// Runs it, and looks again. Ctrl-C ends it in order: what runs is cancelled and undone.
    func run(_ report: inout RollbackReport) throws(Failure) {
        try session.leaveToAPerson(.rollback, environment.name, checking.landing.repository)
        let stop = StopInOrder()
        defer { stop.isOver() }
        let writing = try DeploySession.open(environment.connection.get(), settings.retryLimits, stop: stop.sign)
        try writing.becomeAlone()
        if settings.isRecorded {
            for remark in try writing.makeRecord(readers: settings.readers) { session.note("treeguard: \(remark)") }
        }
        // Behind the lock: whoever deployed or wrote while the person read.
        let now = try plan()
        guard now.items.map(\.run) == report.items.map(\.run), now.items.map(\.keeper) == report.items.map(\.keeper)
        else {
            throw Failure(
                .changedMeanwhile, what: "nothing was rolled back in \(name)",
                why: "somebody changed it since this was shown", next: "look again: \(command) --dry-run")
        }
        if let refusal = now.refusal(command) { throw refusal }
        let who = Allowing(in: session.directory, run: session.run).person()
        let sheet = RecordSheet(environment: environment.name, who: who, version: session.program.version)
        for index in report.items.indices {
            var run = report.items[index].run
            run.mayLose = now.tablesToLose
            if settings.isRecorded {
                run.noted.statements.append(record(of: report.items[index], sheet).rolledBack)
            }
            let start = Clock.monotonic()
            do throws(RunFailure) {
                try program.run(
                    run, by: report.items[index].program, on: writing, in: environment, settings.retryLimits)
                report.items[index].duration = Clock.monotonic() - start
            } catch {
                report.failure = failure(error, report.items[index])
                break
            }
        }
        try checking.writeDown(
            .rolledBack, report.items.map(\.migration), by: who,
            "\(report.items.count { $0.duration != nil }) of \(report.items.count) in \(environment.name)",
            road: "rollback")
        guard report.failure?.code != .interrupted else { return }
        let after = checking.asked([environment])[0]
        for index in report.items.indices { report.items[index].state = after.state(of: report.items[index].migration) }
    }

    private func failure(_ failed: RunFailure, _ item: RollbackReport.Item) -> Failure {
        let standing =
            switch failed.standing {
            case _ where item.program != nil: "its own program failed, and treeguard check tells how far it came"
            case .before(let part) where part == 0: "nothing of it is undone"
            case .before(let part), .within(let part): "\(part) of its \(item.run.parts.count) steps are done"
            case .notKnown: "whether it is undone is not known"
            }
        return Failure(
            failed.failure.code, what: "\(item.migration.path.name) was not rolled back: \(standing)",
            why: failed.failure.why, next: "\(command) --dry-run")
    }

    private func record(of item: RollbackReport.Item, _ sheet: RecordSheet) -> RunRecord {
        sheet.record(
            of: item.migration, digest: ContentDigest.of(checking.texts.content(of: item.migration) ?? []),
            commit: checking.landing.commit?.hex, parts: item.run.parts.count)
    }
}
