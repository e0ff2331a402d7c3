import TreeGuardBase
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardVerdicts

/// One environment, what it answered, and what that makes of each migration.
struct AskedEnvironment {
    let environment: Environment
    private let access: Result<Server, Failure>
    private let evidence: [Migration.Key: Evidence]
    private let judgements: [Migration.Key: Judgement]
    /// The obstacles to pending migrations.
    private let obstacles: [Migration.Key: [Obstacle]]
    private let config: Config
    /// The accounts of its ledgers.
    let accounts: LedgerAccounts
    /// The answers of its catalog, which are DDL.
    let catalogAnswers: [Answer]
    /// The same, read.
    let catalog: Catalog

    init(_ environment: Environment, _ answer: Answered, to questions: CheckInquiry, _ checking: Checking) {
        let texts = checking.texts
        config = checking.landing.config
        self.environment = environment
        catalogAnswers = (try? answer.get()).map(questions.catalogAnswers) ?? []
        let catalog = Catalog(catalogAnswers, read: SQL.statements)
        self.catalog = catalog
        let answered = answer.flatMap { conversation -> Result<(Server, LedgerAccounts), Failure> in
            if let failure = catalog.accessFailure { return .failure(failure) }
            return .success((conversation.server, questions.accounts(conversation)))
        }
        switch answered {
        case .failure(let failure):
            (access, evidence, judgements, accounts) = (.failure(failure), [:], [:], LedgerAccounts())
            obstacles = [:]
        case .success((let server, let accounts)):
            access = .success(server)
            self.accounts = accounts
            let queried = checking.scratchRunner?.columns(of: texts, catalog, catalogAnswers, on: server)
            let first = AskedEnvironment.evidence(texts, catalog, queried ?? QueriedColumns())
            let second = checking.scratchRunner?.settled(first, catalog, catalogAnswers, texts, on: server)
            evidence = AskedEnvironment.located(
                second?.evidence ?? first, texts, accounts, on: texts.earlier.ground(in: catalog))
            judgements = AskedEnvironment.judgements(
                texts, evidence, accounts,
                comparing: ComparisonRemedy(second?.failure, isSwitchedOff: checking.scratchRunner == nil))
            obstacles = AskedEnvironment.obstacles(texts, judgements, catalog, checking.catalogNames)
        }
    }

    /// Runs what is not there yet in thought, one file after the other.
    private static func obstacles(
        _ texts: MigrationTexts, _ judgements: [Migration.Key: Judgement], _ catalog: Catalog,
        _ catalogNames: CatalogNames
    ) -> [Migration.Key: [Obstacle]] {
        let attempts = texts.running.compactMap { migration -> (key: Migration.Key, attempt: Attempt)? in
            guard let kind = judgements[migration.key]?.state.attempt else { return nil }
            return (migration.key, Attempt(kind, texts.statements(of: migration)))
        }
        let found = TreeGuardSchema.obstacles(to: attempts.map(\.attempt), in: catalog, catalogNames)
        return Dictionary(zip(attempts.map(\.key), found)) { first, _ in first }
    }

    /// Judges each migration.
    private static func judgements(
        _ texts: MigrationTexts, _ evidence: [Migration.Key: Evidence], _ accounts: LedgerAccounts,
        comparing remedy: ComparisonRemedy
    ) -> [Migration.Key: Judgement] {
        let judgements = (texts.running + texts.removed).map { migration in
            let subject = Judgement.Subject(
                change: migration.change ?? .new, ledger: accounts.entry(of: migration),
                evidence: evidence[migration.key] ?? Evidence(observations: [], script: .notRead))
            var judgement = Judgement(of: subject, comparing: remedy)
            judgement.add(accounts.reasons(of: migration))
            return (migration.key, judgement)
        }
        return Dictionary(judgements) { _, last in last }
    }

    /// Finds this database on the history of every object: the files that run in their order, and each removed one by
    /// itself.
    private static func located(
        _ evidence: [Migration.Key: Evidence], _ texts: MigrationTexts, _ accounts: LedgerAccounts,
        on ground: BaselineState
    ) -> [Migration.Key: Evidence] {
        var located = evidence
        func locate(_ migrations: [Migration]) {
            let migrations = migrations.filter { evidence[$0.key] != nil }
            var numbers: [RepositoryPath: Int] = [:]
            let sequences = migrations.map { migration in
                let number = numbers[migration.sequence] ?? numbers.count
                numbers[migration.sequence] = number
                return number
            }
            let recorded = migrations.indices.filter { index in
                if case .recorded = accounts.entry(of: migrations[index]) { true } else { false }
            }
            let found = Evidence.located(
                migrations.compactMap { evidence[$0.key] }, sequences: sequences, recorded: Set(recorded), on: ground)
            for (migration, one) in zip(migrations, found) { located[migration.key] = one }
        }
        locate(texts.running)
        for migration in texts.removed { locate([migration]) }
        return located
    }

    /// The findings for each migration, net over all that run, and for each removed one by itself.
    private static func evidence(
        _ texts: MigrationTexts, _ catalog: Catalog, _ queried: QueriedColumns
    ) -> [Migration.Key: Evidence] {
        var evidence: [Migration.Key: Evidence] = [:]
        func add(_ migrations: [Migration], after earlier: [Script] = []) {
            let scripts = migrations.map { texts.script(of: $0) }
            let found = catalog.evidence(for: scripts, after: earlier, queried: queried)
            for (migration, one) in zip(migrations, found) { evidence[migration.key] = one }
        }
        add(texts.running, after: texts.earlier.scripts)
        for migration in texts.removed { add([migration]) }
        return evidence
    }

    private func judgement(of migration: Migration) -> Judgement {
        judgements[migration.key] ?? Judgement(.unknown, ["\(environment.name) could not be asked"])
    }

    /// Why the team takes the migration as it is here, if it does and there is anything to take. What could not be
    /// asked cannot be accepted.
    func acceptance(of migration: Migration) -> Acceptance? {
        guard failure == nil, state(of: migration) != .applied else { return nil }
        if case .unreadable = accounts.entry(of: migration) { return nil }
        return config.acceptance(of: migration.path)
    }

    /// True if a deployment is to bring it here.
    func isToGet(_ migration: Migration) -> Bool { state(of: migration) == .pending && concerns(migration) }

    /// False if the team takes it as it is here, or if there is nothing left to do about it.
    func concerns(_ migration: Migration) -> Bool {
        judgement(of: migration).isCounted && acceptance(of: migration) == nil
    }

    /// True if those that come after this environment may have the migration.
    func has(_ migration: Migration) -> Bool {
        [.applied, .untracked].contains(state(of: migration)) || acceptance(of: migration) != nil
    }

    /// The migrations that count for a verdict.
    private func counted(_ migrations: [Migration]) -> [Migration] {
        migrations.filter { concerns($0) }
    }

    func verdict(of discovery: Discovery) -> Verdict {
        if case .failure = access { return .error }
        return Verdict(counted(discovery.migrations).map { (change: $0.change ?? .new, state: state(of: $0)) })
    }

    /// Over every migration of the tree: what is applied came with earlier changes.
    func verdict(ofTree discovery: Discovery) -> Verdict {
        if case .failure = access { return .error }
        let sequences = Dictionary(grouping: counted(discovery.migrations), by: \.sequence).values
        return sequences.map { Verdict(ofSequence: $0.map { state(of: $0) }) }.max() ?? .safe
    }

    func consistency(of discovery: Discovery) -> Consistency {
        Consistency(counted(discovery.migrations).map { state(of: $0) })
    }

    /// The states that stand between the migrations and SAFE, in their order.
    func countedStates(of discovery: Discovery) -> [MigrationState] {
        counted(discovery.migrations).map { state(of: $0) }
    }

    /// True if any of them would fail as it stands.
    func isStopped(_ migrations: [Migration]) -> Bool {
        migrations.contains { obstacles[$0.key]?.contains { $0.certainty == .fails } ?? false }
    }

    /// The obstacles to it, as far as the catalog tells.
    func obstacles(to migration: Migration) -> [Obstacle] { obstacles[migration.key] ?? [] }

    /// The catalog's evidence for it; nil where it could not be asked.
    func evidence(of migration: Migration) -> Evidence? { evidence[migration.key] }

    func state(of migration: Migration) -> MigrationState { judgement(of: migration).state }

    /// Why it could not be asked, if so.
    var failure: Failure? {
        if case .failure(let failure) = access { return failure }
        return nil
    }

    func report(verdict: Verdict, hindrances: [Promotion.Hindrance] = []) -> EnvironmentReport {
        let reported: EnvironmentReport.Access =
            switch access {
            case .success(let server): .ok(server)
            case .failure(let failure): .failed(failure)
            }
        return EnvironmentReport(
            name: environment.name, isRequired: environment.isRequired, access: reported, verdict: verdict,
            hindrances: hindrances, strangers: accounts.strangers)
    }

    /// If the environment could not be asked, only that: its report says why, once.
    func standing(of migration: Migration) -> Standing {
        let judgement = judgement(of: migration)
        guard let evidence = evidence[migration.key] else {
            return Standing(environment: environment.name, judgement: judgement)
        }
        let script = evidence.script
        return Standing(
            environment: environment.name, judgement: judgement, ledger: accounts.entry(of: migration).word,
            present: evidence.presentCount,
            verifiable: evidence.verifiableCount, statements: script.statementCount,
            unverified: (script.unanalysable + script.unverified).map { "line \($0.range.line): \($0.what)" },
            evidence: evidenceLines(evidence.observations), obstacles: obstacles(to: migration),
            acceptance: acceptance(of: migration))
    }
}

extension MigrationState {
    /// The run's action on the file; nil where it has nothing to do, or would pass it over.
    fileprivate var attempt: Attempt.Kind? {
        switch self {
        case .pending: .pending
        case .partial: .halfDone
        case .unknown: .assumed
        case .applied, .untracked, .missing, .edited, .skipped: nil
        }
    }
}

extension Judgement {
    /// The ledger's own reasons, in place of general ones.
    fileprivate mutating func add(_ said: [String]) {
        reasons = (state == .skipped && !said.isEmpty ? [] : reasons) + said
    }
}
