import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardReports
import TreeGuardSQL
import TreeGuardVerdicts

/// Makes the plan of each environment, and asks it once more: how large its tables are, and who is at work in them.
struct PlanLooking {
    let checking: Checking
    private let session: Session
    let references: CodeReferences
    /// Every environment with its answer.
    let asked: [AskedEnvironment]
    private let chosen: [String]

    init(_ checking: Checking, _ session: Session) throws(Failure) {
        self.checking = checking
        self.session = session
        references = try CodeReferences(checking.landing, checking.discovery, checking.texts)
        chosen = session.arguments.values(of: .environment)
        guard !checking.bringsNothing else {
            asked = []
            return
        }
        let list = try Environments(chosen, checking.landing, session).list
        session.tellOfAsking(list)
        asked = checking.asked(list)
    }

    func report() throws(Failure) -> PlanReport {
        var report = PlanReport(target: checking.landing.target, source: checking.landing.source)
        report.problems = try checking.problems()
        for one in asked where chosen.isEmpty || chosen.contains(one.environment.name) {
            report.environments.append(try plan(of: one, among: asked))
        }
        report.next = next(report)
        return report
    }

    /// The page contents of the environment that counts; nil where nothing is brought.
    func contents(_ report: PlanReport) -> PageContents? {
        let required = asked.first { one in
            one.environment.isRequired && report.environments.contains { $0.name == one.environment.name }
        }
        guard let one = required ?? asked.first,
            let environment = report.environments.first(where: { $0.name == one.environment.name })
        else { return nil }
        return PageContents(checking, self, environment, one)
    }

    private func plan(
        of asked: AskedEnvironment, among all: [AskedEnvironment]
    ) throws(Failure) -> PlanReport.Environment {
        guard asked.failure == nil else {
            return PlanReport.Environment(
                name: asked.environment.name, access: asked.report(verdict: .error).access)
        }
        let config = checking.landing.config
        let plan = Planning(
            checking: checking, asked: asked, all: all, history: try RunHistory(of: asked.environment, config),
            mayBeUncommitted: true, program: DeployProgram(session: session, checking: checking)
        ).plan()
        let ground = try PlanInspection(of: plan, asked, config)
        var environment = try PlanReport.Environment(plan, ground, checking, asked, references: references)
        environment.commands = PlanCommands(plan, in: asked.environment.name).list
        return environment
    }

    private func next(_ report: PlanReport) -> [CheckReport.NextStep] {
        if let failure = report.environments.compactMap({ environment -> Failure? in
            if case .failed(let failure) = environment.access { return failure }
            return nil
        }).first {
            return [CheckReport.NextStep("treeguard explain \(failure.code.rawValue)", "what stands in the way")]
        }
        guard let first = report.environments.first(where: { !$0.files.isEmpty }) else { return [] }
        let name = ShellQuoted(first.name)
        return [
            CheckReport.NextStep("treeguard rehearse --env \(name)", "the same on a copy of its schema"),
            CheckReport.NextStep("treeguard plan --env \(name) --write", "the page for whoever deploys it"),
        ]
    }
}
