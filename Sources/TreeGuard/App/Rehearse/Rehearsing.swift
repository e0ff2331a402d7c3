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

/// A rehearsal from its beginning to its end: a copy, there, back, and there again.
struct Rehearsing {
    private let session: Session
    private let checking: Checking
    private let list: Environments
    private let environment: Environment

    init(_ session: Session, _ checking: Checking) throws(Failure) {
        self.session = session
        self.checking = checking
        let named = session.arguments.value(of: RehearseOptions.environment)
        list = try Environments(named.map { [$0] } ?? [], checking.landing, session)
        environment = try list.theOne(named, for: "rehearse")
    }

    private var program: DeployProgram { DeployProgram(session: session, checking: checking) }

    /// nil where nothing is pending.
    func report() throws -> RehearsalReport? {
        let all = checking.asked(list.list)
        guard let asked = all.first(where: { $0.environment.name == environment.name }) else { return nil }
        if let failure = asked.failure { throw failure }
        guard let production = asked.report(verdict: .error).server else { return nil }
        let plan = Planning(
            checking: checking, asked: asked, all: all, history: RunHistory(), mayBeUncommitted: true,
            program: program
        ).plan()
        if let refusal = plan.refusals.first(where: { $0.path != nil }) { throw notRehearsed(refusal) }
        // What cannot be run ends the rehearsal where it stands: what comes after it may need it.
        let files = Array(plan.files.prefix { $0.refusal == nil })
        let left = Array(plan.files.dropFirst(files.count))
        guard !files.isEmpty else {
            if let failure = left.first?.refusal { throw notRehearsed(failure) }
            if let refusal = plan.refusals.first { throw notRehearsed(refusal) }
            return nil
        }

        let (programs, majorVersion) = try programs(for: production)
        var report = RehearsalReport(
            source: checking.landing.source, environment: environment.name, version: programs.version(run: session.run),
            production: production, tables: 0)
        report.remarks =
            files.compactMap { file in file.remark.map { "\(Escaped("\(file.path): \($0)"))" } }
            + plan.refusals.map { "a deployment would be refused: \(Escaped($0.why))" }
            + [CopyVersion.remark(majorVersion, for: production, named: environment.name)].compactMap(\.self)
        let copy = try copy(production, asked, by: programs, &report)
        defer { copy.server.stop() }
        try play(files, leaving: left, asked, copy, &report)
        return report
    }

    private func notRehearsed(_ failure: Failure) -> Failure {
        Failure(
            failure.code, what: "nothing was rehearsed", why: "\(failure.what): \(failure.why)", next: failure.next)
    }

    private func notRehearsed(_ refusal: Plan.Refusal) -> Failure {
        Failure(
            .deploymentRefused, what: "nothing was rehearsed",
            why: (refusal.path.map { "\($0): " } ?? "") + refusal.why, next: refusal.next)
    }

    private func programs(
        for production: Server
    ) throws(Failure) -> (programs: PostgresBinaries, majorVersion: Int) {
        let installed = PostgresBinaries.installed(run: session.run)
        let version = try CopyVersion.choice(
            for: production, named: environment.name, installed: installed.map(\.majorVersion))
        guard let chosen = installed.first(where: { $0.majorVersion == version }) else {
            throw PostgresBinaries.missing
        }
        return chosen
    }

    // MARK: The copy

    private func copy(
        _ production: Server, _ asked: AskedEnvironment, by programs: PostgresBinaries, _ report: inout RehearsalReport
    ) throws(Failure) -> ProductionCopy {
        session.note("copying the schema of \(Escaped(environment.name)) ...")
        let limits = environment.limits(checking.landing.config.limits)
        let copy = try ProductionCopy.make(
            of: environment.connection.get(), named: environment.name, production, limits, by: programs, session)
        try copy.copyRows(of: asked.accounts.tables)
        let wanted = session.arguments.values(of: RehearseOptions.data)
        let count = try rows()
        for table in wanted {
            let copied = try copy.copySample(of: table, rows: count)
            report.remarks.append("\(copied) rows of \(Escaped(table)), whatever they refer to")
        }
        report.tables = copy.surroundings.tables
        report.remarks += copy.remarks
        if !copy.surroundings.mayCreate {
            report.remarks.append(
                "\(Escaped(copy.surroundings.user)) may only look: rehearsed as \(Escaped(copy.deployer))")
        }
        return copy
    }

    private func rows() throws(Failure) -> Int {
        let given = session.arguments.value(of: RehearseOptions.rows) ?? ""
        guard let count = Int(given), count > 0 else {
            throw Failure(
                .usage, what: "--rows \(ShellQuoted(given)) is no number of rows", why: "it is not a number above 0",
                next: "treeguard help rehearse")
        }
        return count
    }

    // MARK: There, and back

    private func play(
        _ files: [PlannedFile], leaving left: [PlannedFile], _ asked: AskedEnvironment, _ copy: ProductionCopy,
        _ report: inout RehearsalReport
    ) throws {
        let ways = try Rollbacks(checking, asked)
        let steps = superuserSteps(files, ways, copy)
        report.remarks += CopyRemarks.of(places(of: steps, in: files))
        try copy.seal(steps)
        let run = RehearsedRun(copy, as: environment(copy), session, checking, steps)
        let files = try run.withLedgers(files)
        let start = try copy.schema()
        session.note("running \(files.count == 1 ? "it" : "them") there ...")
        report.files = try run.apply(files)
        let after = look(at: copy)
        for index in report.files.indices where report.files[index].hasRun {
            report.files[index].see(files[index].migration, in: after)
        }
        report.files += left.map { file in
            var left = RehearsalReport.File(file.path)
            left.failure = file.refusal.map(notRehearsed)
            return left
        }
        guard report.files.allSatisfy(\.isGood) else { return }
        session.note("going the way back ...")
        report.back = try back(files, ways, after, run, start, copy)
    }

    /// The steps that the copy's superuser may do for the files, and for their rollbacks.
    private func superuserSteps(_ files: [PlannedFile], _ ways: Rollbacks, _ copy: ProductionCopy) -> SuperuserSteps {
        let there = files.flatMap(\.instructions).map(\.text)
        let back = files.compactMap { ways[$0.migration].sql }.flatMap { SQL.instructions(in: $0) }.map(\.text)
        return SuperuserSteps(of: there + back, on: copy.surroundings, read: SQL.superuserStep)
    }

    private func places(of steps: SuperuserSteps, in files: [PlannedFile]) -> [String] {
        files.flatMap { file in
            file.instructions.filter { steps.replacement(for: $0.text) != nil }.map {
                "\(file.path)\($0.line) (\(Escaped($0.heading)))"
            }
        }
    }

    private func environment(_ copy: ProductionCopy) -> Environment {
        Environment(settings: environment.settings, isRequired: true, origin: nil, connection: .success(copy.settings))
    }

    private func look(at copy: ProductionCopy) -> AskedEnvironment { checking.asked([environment(copy)])[0] }

    private func back(
        _ files: [PlannedFile], _ ways: Rollbacks, _ after: AskedEnvironment, _ run: RehearsedRun,
        _ start: SchemaText, _ copy: ProductionCopy
    ) throws -> RehearsalReport.Return {
        var steps: [(run: FileRun, program: ProgramRun?)] = []
        for file in files.reversed() {
            let way = ways[file.migration]
            if case .none(let reasons) = way { return .none(file.path, because: reasons) }
            guard let sql = way.sql else {
                do throws(Failure) {
                    steps.append((FileRun(file.path, []), try program.undoing(file.migration)))
                } catch {
                    return .none(file.path, because: [error.why])
                }
                continue
            }
            let removal = after.accounts.removal(of: file.migration, checking.texts.content(of: file.migration))
            steps.append((try FileRun(undoing: file.path, sql, removal), nil))
        }
        if let (path, failure) = run.failure(of: steps) { return .failed(path, failure) }
        let differences = start.differences(to: try copy.schema())
        guard differences.isEmpty else { return .differs(differences) }
        for again in try run.apply(files) {
            if let failure = again.failure { return .notAgain(again.path, failure) }
        }
        return .same
    }
}

extension RehearsalReport.File {
    /// The check's state of it.
    fileprivate mutating func see(_ migration: Migration, in asked: AskedEnvironment) {
        if let failure = asked.failure { self.failure = failure }
        state = asked.state(of: migration)
        missing = asked.standing(of: migration).evidence.filter { [.absent, .differs, .stillThere].contains($0.mark) }
            .map {
                "\($0.kind) \($0.name)" + ($0.table.map { " on \($0)" } ?? "") + ": \($0.detail)"
            }
    }
}
