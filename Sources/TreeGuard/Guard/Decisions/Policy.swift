import TreeGuardMigrations
import TreeGuardVerdicts

/// The team's policy for a check that does not say SAFE.
package struct Policy: Sendable, Hashable {
    package var onPending: Config.Response
    package var onUnreachable: Config.Response

    package init(onPending: Config.Response, onUnreachable: Config.Response) {
        self.onPending = onPending
        self.onUnreachable = onUnreachable
    }

    package init(_ config: Config) { self.init(onPending: config.onPending, onUnreachable: config.onUnreachable) }

    /// The decision, before a person has been asked.
    package func decision(on standing: GateOutcome, hasPerson: Bool, override: Override? = nil) -> Decision {
        if standing == .clear { return .proceed }
        if let override { return .overridden(override) }
        switch response(to: standing) {
        case .warn: return .warn
        case .prompt: return hasPerson ? .ask(standing.isKnownPending ? .deploy : .goOn) : .stop
        case .block: return .stop
        }
    }

    private func response(to standing: GateOutcome) -> Config.Response {
        switch standing {
        case .clear: .warn
        case .pending: onPending
        case .unreachable: onUnreachable
        // Neither word of the team covers it alone, so the stricter counts.
        case .undetermined, .pendingAndUnknown: max(onPending, onUnreachable)
        // A migration that the framework will never run cannot be deployed away: nobody may wave it through.
        case .skipped: .block
        }
    }
}

/// The outcome of a check for the gate.
package enum GateOutcome: Sendable, Hashable, CaseIterable {
    case clear
    /// Some migration is not where it must be; of every other, it is known where it stands.
    case pending
    /// A required environment could not be asked, or was not.
    case unreachable
    /// All were asked, and some migration still cannot be judged.
    case undetermined
    /// Some migration is known not to be where it must be; of another, or of another environment, nobody can say.
    case pendingAndUnknown
    /// Some migration would silently never run.
    case skipped

    package init(_ report: CheckReport) {
        let required = report.environments.filter(\.isRequired)
        let names = Set(required.map(\.name))
        let states = report.migrations.flatMap(\.standings)
            .filter { names.contains($0.environment) && $0.acceptance == nil }.map(\.judgement.state)
        let isPending = states.contains { $0 != .applied && $0 != .unknown }
        switch report.verdict {
        case .safe: self = .clear
        case _ where states.contains(.skipped): self = .skipped
        case .needsMigration, .partialMigration: self = .pending
        case .error where isPending: self = .pendingAndUnknown
        case .error: self = required.allSatisfy(\.isAnswered) ? .undetermined : .unreachable
        }
    }

    /// A migration is known not to be there: nobody may go on without deploying it.
    fileprivate var isKnownPending: Bool {
        switch self {
        case .pending, .pendingAndUnknown, .skipped: true
        case .clear, .unreachable, .undetermined: false
        }
    }
}

/// The gate's decision.
package enum Decision: Sendable, Hashable {
    /// The question to a person.
    package enum Ask: Sendable, Hashable {
        /// True if to deploy what is pending first. Only what is there afterwards goes on.
        case deploy
        /// True if to go on although nobody can tell; never where something is known to be pending.
        case goOn
    }

    case proceed
    /// It goes on by a person's recorded word.
    case overridden(Override)
    /// It goes on, and the message is shown.
    case warn
    /// A person decides; No stops.
    case ask(Ask)
    /// It ends here, with the message.
    case stop
}
