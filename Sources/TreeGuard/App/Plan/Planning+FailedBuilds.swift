import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

extension Planning {
    /// Indexes that are all that is there of a migration, begun by somebody and never finished.
    func failedBuilds(of migration: Migration) -> [FailedBuild] {
        guard asked.state(of: migration) == .partial, !isRecorded(migration),
            let evidence = asked.evidence(of: migration), evidence.isUnfinished
        else { return [] }
        let instructions = checking.texts.instructions(of: migration)
        return FailedBuild.all(in: evidence, of: instructions, asked.catalog).map(withBuilder)
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
            let inquiry = Inquiry(first: [build.builderQuestion])
            let told = try asked.environment.ask(inquiry, checking.landing.config.limits).get()
            if let answer = told.first.first { build.note(builder: answer) }
        } catch {
            build.builder = "somebody, perhaps: \(error.why)"
        }
        return build
    }
}
