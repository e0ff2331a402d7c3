import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

/// The refusals of a plan.
extension Planning {
    /// Why a file that is ready is not deployed as things are.
    func refusal(of file: PlannedFile, after plan: Plan) -> Plan.Refusal? {
        let migration = file.migration
        if migration.content == .workTree, asked.environment.settings.isProtected(by: checking.landing.config),
            !mayBeUncommitted
        {
            return refused(
                file, "it is not committed: \(name) would have what no commit has",
                "git commit it, or say --uncommitted")
        }
        if let failure = file.refusal {
            return failure.code == .deploymentRefused
                ? refused(file, failure.why, failure.next)
                : Plan.Refusal(why: "\(failure.what): \(failure.why)", next: failure.next)
        }
        guard file.program == nil else { return nil }
        if file.run.hasSeveralSteps, !settings.isRecorded {
            return refused(
                file, "it takes \(file.parts.count) steps, and deploy.record = false remembers none of them",
                "let treeguard keep its record, or deploy the file with its own tool")
        }
        if file.recording == nil, hasLedger(migration) {
            return refused(
                file, "how \(migration.framework) would record it is not known", "deploy it with its own tool")
        }
        let hidden = file.recording?.passesOver.first { path in !plan.files.contains { $0.path == path } }
        if let hidden {
            return refused(
                file, "once it is recorded, \(migration.framework) would never run \(hidden)", "deploy that first")
        }
        return nil
    }

    /// Of the deployment as a whole: a rehearsal runs such a file all the same.
    private func refused(_ file: PlannedFile, _ why: String, _ next: String) -> Plan.Refusal {
        Plan.Refusal(why: "\(file.path): \(why)", next: next)
    }

    /// The refusals of the whole plan, if no file has one of its own.
    func wholeRefusals(_ plan: Plan, _ states: [MigrationState]) -> [Plan.Refusal] {
        if checking.discovery.hasErrors {
            return [.init(why: "the migrations are not in order", next: "treeguard check")]
        }
        guard Consistency(states) == .cleanPrefix || plan.files.isEmpty else {
            return [
                .init(
                    why: "a later migration is there, and an earlier one is not: nobody planned that order",
                    next: "treeguard explain partial")
            ]
        }
        // What a program would meet is its own to say: it does more than it shows.
        for file in plan.files where !file.parts.isEmpty {
            guard let obstacle = file.obstacles.first(where: { $0.certainty == .fails }) else { continue }
            return [
                .init(
                    why: "\(file.path):\(obstacle.range.line) would fail: \(obstacle.message)", next: obstacle.help)
            ]
        }
        let promotion = checking.promotion(of: asked, among: all)
        guard let hindrance = promotion.hindrances.first else { return [] }
        let lacks = hindrance.isAsked ? "lacks \(hindrance.lacking.count) of these" : "could not be asked"
        return [
            .init(
                why: "\(name) waits for \(hindrance.environment), which \(lacks)",
                next: "treeguard deploy --env \(ShellQuoted(promotion.first))")
        ]
    }
}

extension EnvironmentSettings {
    /// True if the team needs it in order: naming it on the command line alone does not make it so.
    func isProtected(by config: Config) -> Bool { config.environment(named: name)?.required ?? true }
}
