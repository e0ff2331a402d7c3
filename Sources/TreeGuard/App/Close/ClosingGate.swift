import TreeGuardBase
import TreeGuardGit
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardSystem
import TreeGuardTerminal
import TreeGuardVerdicts

/// The check before the merge, and what the team and the person make of it.
struct ClosingGate {
    let session: Session
    let flow: ClosingFlow
    let branch: String
    let worktree: String

    enum Passage {
        case open(Verdict, migrations: Int)
        case stopped(ExitCode)
    }

    func incomingChange() throws -> Passage {
        let checking = try Checking.begin(
            ChangeRequest(committedIn: worktree, target: flow.facts.target), session)
        let asked =
            checking.bringsNothing
            ? [] : checking.asked(try Environments([], checking.landing, session).list)
        let report = try checking.report(asked)
        let config = checking.landing.config
        let open = Passage.open(report.verdict, migrations: report.migrations.count)
        guard let set = MigrationSet(into: flow.facts.target, checking.discovery.migrations) else {
            return stopped(report, config)
        }
        let person = PersonAtTerminal(environment: session.environment)
        let decision = Policy(config).decision(
            on: GateOutcome(report), hasPerson: person.absence() == nil, override: try override(of: set, config))
        switch decision {
        case .proceed: return open
        case .overridden(let override):
            try record(.overridden, set, report, reason: override.reason)
            session.note("treeguard: \(Escaped(override.who)) allowed it: \(Escaped(override.reason))")
            return open
        case .warn:
            try record(.warned, set, report)
            session.show(session.format.render(report, session.terminal.style(of: .error), .brief))
            return open
        case .stop: return stopped(report, config)
        case .ask(let ask): return try self.ask(ask, person, report, set, checking)
        }
    }

    private var records: DecisionRecords { DecisionRecords(commonDirectory: flow.repository.layout.commonDirectory) }

    private func override(of set: MigrationSet, _ config: Config) throws -> Override? {
        guard config.allowOverride else { return nil }
        if let recorded = try records.override(for: set, at: Clock.wall()) { return recorded }
        // Only a person's word counts, and an agent can set a variable.
        guard Interactivity.agent(in: session.environment) == nil else { return nil }
        return AllowVariable(session.environment[AllowVariable.name])?.override(
            for: set, landing: ObjectID(hex: flow.branchTip), who: allowing.person(), at: Clock.wall(), isAllowed: true
        )
    }

    private var allowing: Allowing { Allowing(in: flow.git.home, run: session.run) }

    private func record(
        _ event: AuditEntry.Event, _ set: MigrationSet, _ report: CheckReport, reason: String? = nil
    ) throws {
        try records.record(
            AuditEntry(
                event, set, at: Clock.wall(), who: allowing.person(), reason: reason, commit: flow.branchTip,
                verdict: report.verdict, road: "close"))
    }

    /// The person's answer. After a deployment, the check decides.
    private func ask(
        _ ask: Decision.Ask, _ person: PersonAtTerminal, _ report: CheckReport, _ set: MigrationSet,
        _ checking: Checking
    ) throws -> Passage {
        let config = checking.landing.config
        let page = session.format.render(report, .plain, .brief).split(separator: "\n").map(String.init)
        guard ask == .deploy else { return try askWithoutAnswer(person, report, set, config, page) }
        let deploying = DeployAtPrompt(session: session, checking: checking)
        var matter = refusal(report, config)
        matter.title = "merge of \(Escaped(branch)) into \(Escaped(flow.facts.target))"
        var question = PromptQuestion(
            "⚠️  Production migrations pending. Deploy before merging?", after: matter.summary,
            answers: .choices(Choice.yesNoPlanDiff))
        while case .chosen(let choice) = person.ask(question) {
            guard choice == .yes else {
                question.lines = choice == .plan ? deploying.plan() : page
                continue
            }
            let outcome = try deploying.run()
            let after = outcome.report
            if outcome.mayGoOn { return .open(after.verdict, migrations: after.migrations.count) }
            guard GateOutcome(after) == .clear, let failure = outcome.failure else {
                return stopped(after, config)
            }
            session.terminal.write("treeguard: merge of \(Escaped(branch)) stopped: \(failure.what)\n", to: .error)
            return .stopped(failure.code.exit)
        }
        return stopped(report, config)
    }

    private func askWithoutAnswer(
        _ person: PersonAtTerminal, _ report: CheckReport, _ set: MigrationSet, _ config: Config, _ page: [String]
    ) throws -> Passage {
        let question = PromptQuestion(
            "Production gave no answer. Merge into \(flow.facts.target) all the same?", after: page,
            answers: .word(flow.facts.target))
        guard case .chosen = person.ask(question) else { return stopped(report, config) }
        try record(.answeredYes, set, report)
        // The hooks that the merge runs ask the same question, and there is no person for them to ask.
        if config.allowOverride {
            let request = try AllowRequest(reason: "answered while closing", lifetime: "2m", isAllowed: true)
            _ = try allowing.allow(set, request, landing: flow.branchTip)
        }
        return .open(report.verdict, migrations: report.migrations.count)
    }

    private func refusal(_ report: CheckReport, _ config: Config) -> Refusal {
        let isMissing = report.verdict == .needsMigration || report.verdict == .partialMigration
        return Refusal(
            of: "merge of \(Escaped(branch))", report, remedy: isMissing ? report.next.first : nil,
            overriding: Overriding(config, agent: Interactivity.agent(in: session.environment)))
    }

    private func stopped(_ report: CheckReport, _ config: Config) -> Passage {
        session.terminal.write(refusal(report, config).text, to: .error)
        if session.format.isForPrograms { session.print(session.format.render(report, session.style, .brief)) }
        return .stopped(report.exit)
    }
}
