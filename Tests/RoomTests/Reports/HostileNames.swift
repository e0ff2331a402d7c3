import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardRisk
import TreeGuardSchema
import TreeGuardVerdicts

/// The name of a file, a table, a role or an environment, and a server's message, can neither end a line of a page nor
/// move the cursor: a page has the lines that it is meant to have.
@Suite struct HostileNames {
    /// Lines, the terminal's own commands (C0 and C1), a direction, letters that are not shown, and our own inks.
    private static let name =
        "x\n✓ READY TO MERGE\r\u{1B}[2J\u{1B}]0;t\u{7}\u{9B}31m\u{202E}\u{2028}\u{85}\u{200B}\u{E0041}\u{1B}[32m\t"
    private static let path = RepositoryPath(bytes: Array("db/".utf8) + Array(name.utf8) + [0xFF, 0x9B, 0xC3])
    /// The lines of a reason are ours: a server's are joined (`ServerComplaint`).
    private static let failure = Failure(
        .deploymentFailed, what: name, why: name.replacing("\n", with: ""), next: name.replacing("\n", with: ""))
    private static let server = Server(version: name, majorVersion: 15, host: name, database: name, remarks: [name])
    private static let table = ObjectName(schema: name, name)

    private static let migration = Migration(
        path: path, identity: Migration.Identity(framework: name, key: name), version: name, name: name,
        sequence: path, position: Position(numbers: [], name: name), content: nil)

    private static let instruction = Instruction(
        name, [Statement(.withoutEffect(command: name), at: SourceRange(offset: 0, length: 1, line: 1, column: 1))])

    private static var deployed: [DeployReport] {
        let file = PlannedFile(
            migration: migration, state: .pending, route: .parts([Part([instruction]), Part([instruction])]),
            instructions: [instruction])
        let standings: [RunFailure.Standing] = [
            .before(part: 0), .before(part: 1), .within(part: 1), .notKnown(part: 1),
        ]
        let results =
            [FileOutcome.Result.done(in: .seconds(1))]
            + standings.map { .failed(RunFailure(failure, $0, instruction: instruction, state: name)) }
            + [.notReached(after: RunFailure(failure, .before(part: 0)))]
        return results.map { result in
            var report = DeployReport(Plan(environment: name, files: [file]), name)
            report.outcomes = [FileOutcome(file, result)]
            report.backup = name
            return report
        }
    }

    private static var rehearsed: [RehearsalReport] {
        var file = RehearsalReport.File(path)
        let locks = [HeldLock(mode: name, relation: name), HeldLock(mode: "AccessExclusiveLock", relation: name)]
        file.statements = [
            RehearsalReport.Step(line: 1, text: name, duration: .seconds(1), locks: locks, rewritten: [name]),
            RehearsalReport.Step(
                line: 2, text: name, duration: .seconds(1), locks: locks, ranAlone: true, rewritten: [name]),
        ]
        (file.failure, file.failedAt, file.missing) = (failure, 1, [name])
        let ways: [RehearsalReport.Return] = [
            .same, .differs([name]), .failed(path, failure), .notAgain(path, failure), .none(path, because: [name]),
            .notTried,
        ]
        return ways.map { way in
            var report = RehearsalReport(
                source: name, environment: name, version: name, production: server, tables: 1, remarks: [name],
                files: [file])
            report.back = way
            return report
        }
    }

    private static var rolledBack: [RollbackReport] {
        let ledger = LedgerTable(schema: name, name: name, columns: [])
        func item(_ way: Rollback, program: ProgramRun? = nil) -> RollbackReport.Item {
            RollbackReport.Item(
                migration, way, FileRun(path, [Part([instruction]), Part([instruction], isTransaction: false)]),
                removal: LedgerRecording(statements: [], description: name, table: ledger),
                losses: [
                    RollbackReport.LossCount(table, column: nil, id: "1", rows: 3),
                    RollbackReport.LossCount(table, column: name, id: nil, rows: nil),
                ], notCounted: name, program: program)
        }
        var items = [
            item(.file(path, [instruction])), item(.generated([ReverseStatement(name, line: 1)])),
            item(.none(because: [name]), program: ProgramRun(migration, name)),
        ]
        for index in items.indices { items[index].keeper = name }
        var plan = RollbackReport(environment: name, server: server, choice: name, items: items)
        (plan.deployment, plan.remarks, plan.accepted) = (name, [name], AcceptedLosses([name]))
        var done = plan
        for index in done.items.indices { done.items[index].duration = .seconds(1) }
        done.items[0].state = .partial
        var failed = plan
        failed.failure = failure
        var refused = plan
        refused.failure = plan.refusal("treeguard rollback --last --env \(ShellQuoted(name))")
        return [plan, done, failed, refused]
    }

    private static var planned: [PlanReport] {
        PlanCase.all.map { example in
            var report = example.report
            (report.target, report.source) = (name, name)
            report.environments = report.environments.map { environment in
                var environment = environment
                environment.name = name
                environment.unsettled = [Plan.Unsettled(path: path, state: .untracked)]
                environment.blockers = [Blocker(kind: .lock, message: name, help: name)]
                environment.refusals = [Plan.Refusal(path, why: name, next: name)]
                environment.commands = [CheckReport.NextStep(name, name)]
                environment.tables = [PlanReport.Table(table, RelationSize())]
                return environment
            }
            return report
        }
    }

    private static func pages(_ style: TextStyle) -> [String] {
        let text = Format.text
        return deployed.map { text.render($0, style, .brief) }
            + rehearsed.flatMap { report in
                [Detail.brief, .full].map { text.render(report, style, $0) }
            } + rolledBack.map { text.render($0, style, .brief) } + planned.map { text.render($0, style, .full) }
            + [text.render(failure, style, .brief)]
    }

    @Test(arguments: [false, true]) func aNameIsNeverMoreThanAName(hasColors: Bool) {
        let style = TextStyle(hasColors: hasColors, hasSymbols: true, width: 400)
        for page in HostileNames.pages(style) {
            for line in page.split(separator: "\n", omittingEmptySubsequences: true) {
                #expect(!line.drop { $0 == " " || $0 == "\u{1B}" }.hasPrefix("✓ READY"), "\(page)")
                let bare = hasColors ? withoutInks(String(line)) : String(line)
                #expect(Escaped(bare).description == bare, "\(Escaped(String(line)))")
            }
        }
    }

    /// The lines of a page are those that it has with plain names.
    @Test func aLineStaysALine() {
        let inked = "\u{1B}[1;31mx\u{1B}[0m"
        #expect(Escaped.line(inked) == inked)
        #expect(Escaped.line("a\nb\u{1B}[2J\u{1B}[5mc") == "a\\nb\\u{1b}[2J\\u{1b}[5mc")
        #expect(Escaped.line("\u{1B}[1;31") == "\\u{1b}[1;31")
    }

    private func withoutInks(_ line: String) -> String {
        var line = line
        for ink in ["0", "1", "2", "31", "32", "33", "34", "1;31", "1;32", "1;33"] {
            line = line.replacing("\u{1B}[\(ink)m", with: "")
        }
        return line
    }
}
