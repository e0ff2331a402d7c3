import TreeGuardMigrations
import TreeGuardVerdicts

/// The team's settings for a check that is not SAFE.
package struct Policy: Sendable, Hashable {
    package var onPending: Config.Response
    package var onUnreachable: Config.Response

    package init(onPending: Config.Response, onUnreachable: Config.Response) {
        self.onPending = onPending
        self.onUnreachable = onUnreachable
    }

    package init(_ config: Config) { self.init(onPending: config.onPending, onUnreachable: config.onUnreachable) }

    /// The decision before a person is asked.
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
        // Neither setting covers this case alone, so the stricter one counts.
        case .undetermined, .pendingAndUnknown: max(onPending, onUnreachable)
        // A migration that the framework never runs cannot be deployed: no confirmation may let it through.
        case .skipped: .block
        }
    }
}

/// The result of a check, as far as the gate needs it.
package enum GateOutcome: Sendable, Hashable, CaseIterable {
    case clear
    /// Some migration is not applied where it must be; the state of all others is known.
    case pending
    /// A required environment could not be asked, or was not.
    case unreachable
    /// All environments were asked, but the state of some migration is still unknown.
    case undetermined
    /// Some migration is not applied where it must be, and the state of another migration or environment is unknown.
    case pendingAndUnknown
    /// The framework would silently skip some migration.
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

    /// True if a migration is certainly not applied: nobody may continue without deploying it.
    fileprivate var isKnownPending: Bool {
        switch self {
        case .pending, .pendingAndUnknown, .skipped: true
        case .clear, .unreachable, .undetermined: false
        }
    }
}

/// The action of the gate.
package enum Decision: Sendable, Hashable {
    /// The question to a person.
    package enum Ask: Sendable, Hashable {
        /// Asks to deploy the pending migrations first. Afterwards the check runs again.
        case deploy
        /// Asks to continue although the state is unknown; never if a migration is known to be pending.
        case goOn
    }

    case proceed
    /// Continues, because of a recorded override.
    case overridden(Override)
    /// Continues, and shows the message.
    case warn
    /// Asks a person; No stops.
    case ask(Ask)
    /// Stops with the message.
    case stop
}
