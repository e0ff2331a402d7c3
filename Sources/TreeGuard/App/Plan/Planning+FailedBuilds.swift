import TreeGuardCore
import TreeGuardPostgres
import TreeGuardSQL

extension Planning {
    /// Indexes that are all that is there of a migration, begun by somebody and never finished.
    func failedBuilds(of migration: Migration) -> [FailedBuild] {
        guard asked.state(of: migration) == .partial, !isRecorded(migration),
            let evidence = asked.evidence(of: migration), evidence.isUnfinished
        else { return [] }
        let catalog = Catalog(asked.catalogAnswers, read: SQL.statements)
        return FailedBuild.all(in: evidence, of: checking.texts.instructions(of: migration), catalog).map(withBuilder)
    }

    /// A ledger that knows the file is not contradicted.
    private func isRecorded(_ migration: Migration) -> Bool {
        switch asked.accounts.entry(of: migration) {
        case .none, .noTable, .notRecorded(willRun: true): false
        case .notRecorded(willRun: false), .recorded, .unfinished, .unreadable: true
        }
    }

    private func withBuilder(_ build: FailedBuild) -> FailedBuild {
        var build = build
        do throws(Failure) {
            let environment = asked.environment
            let limits = environment.settings.limits ?? checking.landing.config.limits
            let told = try ask(environment.connection.get(), Inquiry(first: [build.builderQuestion]), limits).get()
            if let answer = told.first.first { build.note(builder: answer) }
        } catch {
            build.builder = "somebody, perhaps: \(error.why)"
        }
        return build
    }
}
