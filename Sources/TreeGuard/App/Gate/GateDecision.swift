import TreeGuardBase
import TreeGuardGit
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardMigrations
import TreeGuardSystem
import TreeGuardTerminal
import TreeGuardVerdicts

/// One set of migrations before the gate: what production says, what the team's policy makes of it, and what a person
/// answers.
struct GateDecision {
    let gate: Gate
    let incomingChange: IncomingChange
    let checking: Checking
    let set: MigrationSet

    private var session: Session { gate.session }
    private var config: Config { checking.landing.config }

    func word() throws -> GateAnswer {
        let report = try gate.course.report(incomingChange) {
            try checking.report(checking.asked(Environments([], checking.landing, session).list))
        }
        let standing = GateOutcome(report)
        let person = PersonAtTerminal(environment: session.environment)
        // On a server, the terminal would be that of whoever happened to start it.
        let absence =
            gate.call.hook == .preReceive
            ? "nobody is asked on a server" : gate.course.hasAsked ? GateDecision.askedBefore : person.absence()
        let override = standing == .clear ? nil : try override()
        switch Policy(config).decision(on: standing, hasPerson: absence == nil, override: override) {
        case .proceed: return .passed(note: note(report, by: nil))
        case .overridden(let override):
            let how = "\(override.who): \(override.reason)"
            try record(.overridden, report, who: override.who, reason: override.reason)
            let action = incomingChange.moment.isDeletion ? "is deleted" : "goes into \(incomingChange.branch)"
            tell("treeguard: \(incomingChange.source) \(action): \(override.reason) (\(override.who))")
            return .passed(note: note(report, by: "allowed by \(how)"))
        case .warn:
            try record(.warned, report, reason: nil)
            for line in refusal(report).summary { tell(line) }
            tell("treeguard: it goes on, for .treeguard says warn.")
            return .passed(note: note(report, by: "warned only"))
        case .stop: return try stop(report, because: absence)
        case .ask(let ask): return try self.ask(ask, person, report)
        }
    }

    private static let askedBefore = "one git command asks once"

    private func ask(_ ask: Decision.Ask, _ person: PersonAtTerminal, _ report: CheckReport) throws -> GateAnswer {
        gate.course.hasAsked = true
        var matter = refusal(report)
        if matter.title == nil { matter.title = "\(operation) into \(Escaped(incomingChange.branch))" }
        var question = GateQuestion(ask, incomingChange).asked(after: matter.summary)
        let deadline = session.environment["TREEGUARD_PROMPT_SECONDS"].flatMap(Int64.init).map { Duration.seconds($0) }
        while true {
            switch person.ask(question, deadline: deadline ?? .seconds(60)) {
            case .chosen(.plan): question.lines = DeployAtPrompt(session: session, checking: checking).plan()
            case .chosen(.diff): question.lines = difference()
            case .chosen where ask == .goOn:
                let who = gate.course.person()
                try record(.answeredYes, report, who: who, reason: "answered at the prompt")
                return .passed(note: note(report, by: "allowed by \(who), at the prompt"))
            case .chosen: return try deploy()
            case .declined, .timedOut: return try stop(report, because: nil, isShort: true)
            case .noTerminal(let why): return try stop(report, because: why)
            }
        }
    }

    /// The deployed change lands: the check after it decides.
    private func deploy() throws -> GateAnswer {
        gate.course.forgetReports()
        let outcome = try DeployAtPrompt(session: session, checking: checking).run()
        let report = outcome.report
        guard outcome.mayGoOn else {
            // Where nothing failed, it is new what is left.
            return try stop(report, because: outcome.failure?.what, isShort: outcome.failure != nil)
        }
        let who = gate.course.person()
        return .passed(note: note(report, by: "deployed by \(who), at the prompt"))
    }

    private func stop(_ report: CheckReport, because absence: String?, isShort: Bool = false) throws -> GateAnswer {
        try record(.stopped, report, reason: absence)
        gate.course.tell(incomingChange)
        var refusal = refusal(report)
        if absence == GateDecision.askedBefore { refusal.remarks.append("  \(GateDecision.askedBefore): run it again") }
        if isShort {
            // Everything else was said with the question.
            tell("treeguard: \(refusal.title ?? "\(refusal.operation) stopped"); \(refusal.aftermath)")
        } else {
            gate.say(refusal.text)
        }
        return .stopped
    }

    private func refusal(_ report: CheckReport) -> Refusal {
        var refusal = Refusal(
            of: operation, report, remedy: report.next.first, aftermath: gate.aftermath(of: incomingChange).text,
            overriding: overriding)
        if case .deletion(let branch) = incomingChange.moment {
            refusal.title = "not deleted: \(Escaped(branch)) has migrations that no protected branch has"
        }
        let variable = session.environment[AllowVariable.name]
        if let agent, variable != nil {
            refusal.remarks = ["  \(AllowVariable.name) counts for nothing: an agent runs this (\(agent))"]
        } else if case .unusable(let why) = AllowVariable(variable) {
            refusal.remarks = ["  \(AllowVariable.name) counts for nothing: \(why)"]
        }
        return refusal
    }

    private var overriding: Overriding {
        let overriding = Overriding(config, agent: agent)
        return gate.call.hook == .preReceive && overriding == .reader ? .server : overriding
    }

    private var operation: String {
        switch incomingChange.moment {
        case .push: "push"
        case .beforeCommit where gate.call.hook == .preCommit: "commit"
        default: gate.operation.name.map { Escaped($0).description } ?? "git"
        }
    }

    /// The sign by which an agent is known to have started this.
    private var agent: String? { Interactivity.agent(in: session.environment) }

    func override() throws -> Override? {
        guard config.allowOverride else { return nil }
        let now = Clock.wall()
        if let given = try gate.records.override(for: set, at: now) { return given }
        // Only a person's word counts, and an agent can set a variable.
        guard agent == nil, let variable = AllowVariable(session.environment[AllowVariable.name]),
            let commit = incomingChange.commit
        else { return nil }
        let who = gate.course.person()
        return variable.override(for: set, landing: commit, who: who, at: now, isAllowed: true)
    }

    private func record(_ event: AuditEntry.Event, _ report: CheckReport, who: String? = nil, reason: String?) throws {
        let who = who ?? gate.course.person()
        try gate.records.record(
            AuditEntry(
                event, set, at: Clock.wall(), who: who, reason: reason, commit: incomingChange.commit?.hex,
                verdict: report.verdict, road: operation))
    }

    private func tell(_ line: String) { gate.say("\(Escaped(line))\n") }

    private func difference() -> [String] {
        guard let base = incomingChange.base else { return ["everything is new"] }
        let paths = checking.discovery.migrations.map(\.path.text)
        let what = incomingChange.commit.map { [base.hex, $0.hex] } ?? ["--cached", base.hex]
        let output = session.run(Command("git", ["diff"] + what + ["--"] + paths, in: session.directory))
        return output.outputText.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private func note(_ report: CheckReport, by word: String?) -> String {
        let names = report.environments.filter(\.isRequired).map { "\($0.name) \($0.verdict.rawValue)" }
        var lines = ["verdict: \(report.verdict.rawValue)", "environment: \(names.joined(separator: ", "))"]
        lines += ["time: \(Clock.wall())", "target: \(set.target)", "migrations: \(set.digest)"]
        if let word { lines.append("let through: \(word)") }
        return lines.joined(separator: "\n")
    }
}
