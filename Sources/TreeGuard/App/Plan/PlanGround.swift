import TreeGuardCore
import TreeGuardPostgres
import TreeGuardSQL

/// What a plan stands on, asked once more, read-only, in one round: how large its tables are, who is at work in them, and
/// what it would lock and for how long.
struct PlanGround {
    private(set) var terrain: Terrain
    private(set) var activity = Activity()
    let survey: PlanSurvey

    init(of plan: Plan, _ asked: AskedEnvironment, _ config: Config, accepting: [String] = []) throws(Failure) {
        terrain = Terrain(catalog: Catalog(asked.catalogAnswers, read: SQL.statements))
        if !plan.files.isEmpty {
            let questions = TerrainQuestions.questions(about: TerrainNames(of: plan.files.flatMap(\.instructions)))
            let limits = asked.environment.settings.limits ?? config.limits
            let conversation = try ask(asked.environment.connection.get(), Inquiry(first: questions), limits).get()
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
}
