import TreeGuardCore
import TreeGuardSQL

/// One environment, what it answered, and what that makes of each migration.
struct AskedEnvironment {
    let environment: Environment
    private let access: Result<Server, Failure>
    private let evidence: [RepositoryPath: Evidence]
    private let judgements: [RepositoryPath: Judgement]

    init(_ environment: Environment, _ answer: Result<Conversation, Failure>, texts: MigrationTexts) {
        self.environment = environment
        let answered = answer.flatMap { conversation -> Result<(Server, Catalog), Failure> in
            let catalog = Catalog(conversation.first, read: SQL.statements)
            return catalog.accessFailure.map { .failure($0) } ?? .success((conversation.server, catalog))
        }
        access = answered.map { $0.0 }
        let evidence = (try? answered.get()).map { AskedEnvironment.evidence(texts, $0.1) }
        self.evidence = evidence ?? [:]
        judgements = evidence.map { AskedEnvironment.judgements(texts, $0) } ?? [:]
    }

    /// The findings for each migration, net over all that run, and for each removed one by itself.
    private static func evidence(_ texts: MigrationTexts, _ catalog: Catalog) -> [RepositoryPath: Evidence] {
        var evidence: [RepositoryPath: Evidence] = [:]
        func add(_ migrations: [Migration]) {
            var names = NameResolution(searchPath: catalog.searchPath, existing: catalog.objects.keys)
            let scripts = migrations.map { texts.script(of: $0) }
            let steps = scripts.map { names.resolved($0.steps) }
            for ((migration, script), effects) in zip(zip(migrations, scripts), Lifespan.effects(of: steps)) {
                evidence[migration.path] = Evidence(
                    findings: effects.map { catalog.finding(for: $0) }, script: script)
            }
        }
        add(texts.running)
        for migration in texts.removed { add([migration]) }
        return evidence
    }

    /// Folder by folder, in the order in which they run; each removed one by itself.
    private static func judgements(
        _ texts: MigrationTexts, _ evidence: [RepositoryPath: Evidence]
    ) -> [RepositoryPath: Judgement] {
        let sequences = Dictionary(grouping: texts.running, by: \.sequence).values + texts.removed.map { [$0] }
        let pairs = sequences.flatMap { migrations in
            let subjects = migrations.map { migration in
                Judgement.Subject(
                    change: migration.change ?? .new, ledger: .none,
                    evidence: evidence[migration.path] ?? Evidence(findings: [], script: texts.script(of: migration)))
            }
            return zip(migrations.map(\.path), Judgement.inOrder(subjects))
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private func judgement(of migration: Migration) -> Judgement {
        judgements[migration.path] ?? Judgement(.unknown, ["\(environment.name) could not be asked"])
    }

    func verdict(of discovery: Discovery) -> Verdict {
        if case .failure = access { return .error }
        return Verdict(discovery.migrations.map { (change: $0.change ?? .new, state: judgement(of: $0).state) })
    }

    func consistency(of discovery: Discovery) -> Consistency {
        Consistency(discovery.migrations.map { judgement(of: $0).state })
    }

    func state(of migration: Migration) -> MigrationState { judgement(of: migration).state }

    /// Why it could not be asked, if so.
    var failure: Failure? {
        if case .failure(let failure) = access { return failure }
        return nil
    }

    func report(verdict: Verdict) -> EnvironmentReport {
        let reported: EnvironmentReport.Access =
            switch access {
            case .success(let server): .ok(server)
            case .failure(let failure): .failed(failure)
            }
        return EnvironmentReport(
            name: environment.name, isRequired: environment.isRequired, access: reported, verdict: verdict)
    }

    /// nil where the environment could not be asked: its report says why, once.
    func standing(of migration: Migration, _ texts: MigrationTexts) -> Standing? {
        let judgement = judgement(of: migration)
        guard let evidence = evidence[migration.path] else {
            return Standing(environment: environment.name, judgement: judgement)
        }
        let script = evidence.script
        return Standing(
            environment: environment.name, judgement: judgement, present: evidence.presentCount,
            verifiable: evidence.verifiableCount, statements: script.statementCount,
            unverified: (script.unanalysable + script.unverified).map { "line \($0.range.line): \($0.what)" },
            evidence: evidenceLines(evidence.findings))
    }
}
