/// The answer of `treeguard deploy`: what would run, or what ran and what came of it.
package struct DeployReport: Hashable, Sendable {
    package var plan: DeployPlan
    package var source: String
    package var server: Server?
    package var outcomes: [FileOutcome] = []
    /// The file that keeps what was there before.
    package var backup: String?
    /// What went wrong around the files: a backup, a verification, a command of the team.
    package var trouble: Failure?
    /// What the check says afterwards; nil before, and where it was not asked.
    package private(set) var check: CheckReport?

    package init(_ plan: DeployPlan, _ source: String, _ server: Server?) {
        self.plan = plan
        self.source = source
        self.server = server
    }

    package mutating func finish(with check: CheckReport) { self.check = check }

    package var failure: Failure? { outcomes.compactMap(\.failure).first?.failure ?? trouble }

    /// Whether every file is done.
    package var isWhole: Bool { !outcomes.isEmpty && outcomes.allSatisfy { $0.failure == nil } }

    /// What is left to bring in, of this environment.
    package var verdict: Verdict? {
        check?.environments.first { $0.name == plan.environment }?.verdict
            ?? (check?.migrations.isEmpty == true ? .safe : nil)
    }

    package var exit: ExitCode { failure?.code.exit ?? verdict?.exit ?? .undetermined }

    /// The command that moves things on after a failure.
    package var next: String {
        guard failure != nil else { return check?.next.first?.command ?? "" }
        return isWhole ? "treeguard check" : "treeguard deploy --env \(ShellQuoted(plan.environment))"
    }
}

extension EnvironmentReport {
    package var server: Server? {
        if case .ok(let server) = access { return server }
        return nil
    }
}

extension Duration {
    /// For people: "0.3 s", "4 min 10 s".
    package var spoken: String {
        let (seconds, attoseconds) = components
        let tenths = seconds * 10 + attoseconds / 100_000_000_000_000_000
        if seconds < 10 { return "\(tenths / 10).\(tenths % 10) s" }
        if seconds < 120 { return "\(seconds) s" }
        if seconds < 7200 { return "\(seconds / 60) min \(seconds % 60) s" }
        return "\(seconds / 3600) h \(seconds / 60 % 60) min"
    }
}
