import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardSchema

/// What a plan stands on, asked once more, read-only, in one round: how large its tables are, who is at work in them, and
/// what it would lock and for how long.
struct PlanGround {
    private(set) var terrain: Terrain
    private(set) var activity = Activity()
    let survey: PlanSurvey

    init(of plan: Plan, _ asked: AskedEnvironment, _ config: Config, accepting: [String] = []) throws(Failure) {
        terrain = Terrain(catalog: asked.catalog)
        if !plan.files.isEmpty {
            let questions = TerrainQuestions.questions(about: TerrainNames(of: plan.files.flatMap(\.instructions)))
            let conversation = try asked.environment.ask(Inquiry(first: questions), config.limits).get()
            for row in conversation.first.flatMap(\.rows) {
                terrain.add(row)
                activity.add(row)
            }
        }
        var survey = PlanSurvey(plan, terrain)
        survey.accept { path, peril in
            accepting.contains(peril.rawValue)
                ? "accepted by whoever deploys" : config.acceptance(of: peril, in: path)?.reason
        }
        self.survey = survey
    }

    /// What would make others wait for long, and nobody accepted.
    var refusals: [Plan.Refusal] {
        survey.hazards.filter(\.hazard.stops).map { path, hazard in
            Plan.Refusal(
                path, why: "line \(hazard.line) \(hazard.message)",
                next: "\(hazard.help); or treeguard deploy --accept \(hazard.peril.rawValue)")
        }
    }
}
