import TreeGuardCore
import TreeGuardSQL

/// One environment, what it answered, and what that makes of each migration.
struct AskedEnvironment {
    let environment: Environment
    /// What its ledgers say.
    let accounts: LedgerAccounts
    private let access: Result<Server, Failure>
    private let known: [RepositoryPath: Known]

    /// What is known of one migration here.
    private struct Known {
        var evidence: Evidence
        var judgement: Judgement
    }

    init(
        _ environment: Environment, _ answer: Result<Conversation, Failure>, to questions: CheckInquiry,
        texts: MigrationTexts
    ) {
        self.environment = environment
        switch answer {
        case .failure(let failure): (access, known, accounts) = (.failure(failure), [:], LedgerAccounts())
        case .success(let conversation):
            let catalog = questions.catalog(conversation, read: SQL.statements)
            if let failure = catalog.accessFailure {
                (access, known, accounts) = (.failure(failure), [:], LedgerAccounts())
            } else {
                access = .success(conversation.server)
                accounts = questions.accounts(conversation)
                known = AskedEnvironment.known(texts, catalog, accounts)
            }
        }
    }

    /// Net over all that run, and each removed one by itself.
    private static func known(
        _ texts: MigrationTexts, _ catalog: Catalog, _ accounts: LedgerAccounts
    ) -> [RepositoryPath: Known] {
        var known: [RepositoryPath: Known] = [:]
        for migrations in [texts.running] + texts.removed.map({ [$0] }) {
            var names = NameResolution(searchPath: catalog.searchPath, existing: catalog.objects.keys)
            let scripts = migrations.map { texts.script(of: $0) }
            let steps = scripts.map { names.resolved($0.steps) }
            let evidence = zip(scripts, Lifespan.effects(of: steps)).map { script, effects in
                Evidence(findings: effects.map { catalog.finding(for: $0) }, script: script)
            }
            let judgements = Judgement.inOrder(
                zip(migrations, evidence).map { migration, evidence in
                    Judgement.Subject(
                        change: migration.change ?? .new, ledger: accounts.entry(of: migration), evidence: evidence)
                })
            for (migration, (evidence, judgement)) in zip(migrations, zip(evidence, judgements)) {
                var judgement = judgement
                judgement.reasons += accounts.reasons(of: migration)
                known[migration.path] = Known(evidence: evidence, judgement: judgement)
            }
        }
        return known
    }

    private func judgement(of migration: Migration) -> Judgement {
        known[migration.path]?.judgement ?? Judgement(.unknown, ["\(environment.name) could not be asked"])
    }

    func state(of migration: Migration) -> MigrationState { judgement(of: migration).state }

    func verdict(of discovery: Discovery) -> Verdict {
        if case .failure = access { return .error }
        return Verdict(discovery.migrations.map { (change: $0.change ?? .new, state: state(of: $0)) })
    }

    func consistency(of discovery: Discovery) -> Consistency { Consistency(discovery.migrations.map(state)) }

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

    /// Where the environment could not be asked, only that: its report says why, once.
    func standing(of migration: Migration) -> Standing {
        let judgement = judgement(of: migration)
        guard let evidence = known[migration.path]?.evidence else {
            return Standing(environment: environment.name, judgement: judgement)
        }
        let script = evidence.script
        return Standing(
            environment: environment.name, judgement: judgement, ledger: accounts.entry(of: migration).word,
            present: evidence.presentCount, verifiable: evidence.verifiableCount, statements: script.statementCount,
            unverified: (script.unanalysable + script.unverified).map { "line \($0.range.line): \($0.what)" },
            evidence: evidenceLines(evidence.findings))
    }
}
