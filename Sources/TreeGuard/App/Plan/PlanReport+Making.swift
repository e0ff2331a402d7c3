import TreeGuardBase
import TreeGuardDeployments
import TreeGuardReports
import TreeGuardRisk
import TreeGuardSchema
import TreeGuardVerdicts

extension PlanReport.Environment {
    /// Everything that is known of a plan before it runs.
    init(
        _ plan: Plan, _ ground: PlanInspection, _ checking: Checking, _ asked: AskedEnvironment,
        references: CodeReferences? = nil
    ) throws(Failure) {
        let access = asked.report(verdict: .error).access
        self.init(name: plan.environment, access: access)
        let (tableFacts, survey) = (ground.tableFacts, ground.survey)
        let ways = try Rollbacks(checking, asked)
        files = zip(plan.files, survey.files).map { file, surveyed in
            PlanReport.File(
                file, surveyed.steps, rollback: ways[file.migration],
                references: references?.found(to: file.migration) ?? [])
        }
        unsettled = plan.unsettled
        refusals = plan.refusals
        tables = survey.modes.keys.sorted().compactMap { name in
            guard let relation = tableFacts.relations[name], relation.kind.holdsRows else { return nil }
            return PlanReport.Table(tableFacts.shown(name), tableFacts.size(of: name) ?? RelationSize())
        }
        guard !plan.files.isEmpty else { return }
        let waitsForAll = plan.files.contains { $0.instructions.contains(where: \.execution.isConcurrent) }
        blockers =
            PlanReport.Environment.standby(access)
            + ground.activity.blockers(of: survey.modes, waitsForAll: waitsForAll, called: tableFacts.shown)
    }

    private static func standby(_ access: EnvironmentReport.Access) -> [Blocker] {
        guard case .ok(let server) = access, server.isStandby else { return [] }
        return [
            Blocker(
                kind: .standby, message: "\(server.host) is a standby: nothing can be written there",
                help: "name the primary's address")
        ]
    }
}
