import TreeGuardCore
import TreeGuardSQL

/// One environment, what it answered, and what that makes of each migration.
struct AskedEnvironment {
    let environment: Environment
    private let access: Result<Server, Failure>
    private let evidence: [RepositoryPath: Evidence]
    /// What its ledgers say.
    let accounts: LedgerAccounts

    init(
        _ environment: Environment, _ answer: Result<Conversation, Failure>, texts: MigrationTexts, ledgers: Ledgers
    ) {
        self.environment = environment
        switch answer {
        case .failure(let failure): (access, evidence, accounts) = (.failure(failure), [:], LedgerAccounts())
        case .success(let conversation):
            let count = CatalogQuestion.all.count
            let catalog = Catalog(Array(conversation.first.prefix(count)), read: SQL.statements)
            if let failure = catalog.failure {
                (access, evidence, accounts) = (.failure(failure), [:], LedgerAccounts())
            } else {
                access = .success(conversation.server)
                evidence = AskedEnvironment.evidence(texts, catalog)
                accounts = ledgers.accounts(Array(conversation.first.dropFirst(count)), conversation.second)
            }
        }
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

    private func judgement(of migration: Migration) -> Judgement {
        guard let evidence = evidence[migration.path] else {
            return Judgement(.unknown, ["\(environment.name) could not be asked"])
        }
        var judgement = Judgement(
            change: migration.change ?? .new, ledger: accounts.entry(of: migration), catalog: evidence.summary,
            isUnfinished: evidence.isUnfinished, isUnreadable: !evidence.script.unanalysable.isEmpty)
        judgement.reasons += accounts.reasons(of: migration)
        return judgement
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
            environment: environment.name, judgement: judgement, ledger: accounts.entry(of: migration).word,
            present: evidence.presentCount,
            verifiable: evidence.verifiableCount, statements: script.statementCount,
            unverified: (script.unanalysable + script.unverified).map { "line \($0.range.line): \($0.what)" },
            evidence: evidenceLines(evidence.findings))
    }
}

extension Catalog {
    /// A schema that the role may not look into hides what it holds: that is no answer.
    fileprivate var failure: Failure? {
        guard let schema = unusableSchemas.min() else { return nil }
        let name = quotedIdentifier(schema)
        return Failure(
            .permissionDenied, what: "the role may not look into schema \(Escaped(name))",
            why: "it has no USAGE on it, so what is there and what is not cannot be told",
            next: "GRANT USAGE ON SCHEMA \(Escaped(name)) TO the role that TreeGuard uses")
    }
}
