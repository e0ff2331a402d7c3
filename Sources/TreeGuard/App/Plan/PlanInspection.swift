import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardRisk
import TreeGuardSchema

/// The facts that a plan depends on, asked in one read-only round: how large its tables are, who is at work in them,
/// and what it would lock and for how long.
struct PlanInspection {
    private(set) var tableFacts: TableFacts
    private(set) var activity = Activity()
    let survey: PlanSurvey

    init(of plan: Plan, _ asked: AskedEnvironment, _ config: Config, accepting: [String] = []) throws(Failure) {
        tableFacts = TableFacts(catalog: asked.catalog)
        if !plan.files.isEmpty {
            let questions = TableQuestions.questions(about: PlannedNames(of: plan.files.flatMap(\.instructions)))
            let conversation = try asked.environment.ask(Inquiry(first: questions), config.limits).get()
            for row in conversation.first.flatMap(\.rows) {
                tableFacts.add(row)
                activity.add(row)
            }
        }
        var survey = PlanSurvey(plan, tableFacts)
        survey.accept { path, hazardKind in
            accepting.contains(hazardKind.rawValue)
                ? "accepted by whoever deploys" : config.acceptance(of: hazardKind, in: path)?.reason
        }
        self.survey = survey
    }

    /// Refusals for hazards that block and are not accepted.
    var refusals: [Plan.Refusal] {
        survey.hazards.filter(\.hazard.stops).map { path, hazard in
            Plan.Refusal(
                path, why: "line \(hazard.line) \(hazard.message)",
                next: "\(hazard.help); or treeguard deploy --accept \(hazard.hazardKind.rawValue)")
        }
    }
}
