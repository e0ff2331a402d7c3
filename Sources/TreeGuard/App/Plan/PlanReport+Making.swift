import TreeGuardBase
import TreeGuardDeployments
import TreeGuardReports
import TreeGuardSchema
import TreeGuardVerdicts

extension PlanReport.Environment {
    /// Everything that is known of a plan before it runs.
    init(
        _ plan: Plan, _ ground: PlanGround, _ checking: Checking, _ asked: AskedEnvironment,
        references: CodeReferences? = nil
    ) throws(Failure) {
        let access = asked.report(verdict: .error).access
        self.init(name: plan.environment, access: access)
        let (terrain, survey) = (ground.terrain, ground.survey)
        let ways = try WaysBack(checking, asked)
        files = zip(plan.files, survey.files).map { file, surveyed in
            PlanReport.File(
                file, surveyed.steps, wayBack: ways[file.migration],
                references: references?.found(to: file.migration) ?? [])
        }
        unsettled = plan.unsettled
        refusals = plan.refusals
        tables = survey.modes.keys.sorted().compactMap { name in
            guard let relation = terrain.relations[name], relation.kind.holdsRows else { return nil }
            return PlanReport.Table(terrain.shown(name), terrain.size(of: name) ?? RelationSize())
        }
        guard !plan.files.isEmpty else { return }
        let waitsForAll = plan.files.contains { $0.instructions.contains(where: \.execution.isConcurrent) }
        standstills =
            PlanReport.Environment.standby(access)
            + ground.activity.standstills(of: survey.modes, waitsForAll: waitsForAll, called: terrain.shown)
    }

    private static func standby(_ access: EnvironmentReport.Access) -> [Standstill] {
        guard case .ok(let server) = access, server.isStandby else { return [] }
        return [
            Standstill(
                kind: .standby, message: "\(server.host) is a standby: nothing can be written there",
                help: "name the primary's address")
        ]
    }
}
