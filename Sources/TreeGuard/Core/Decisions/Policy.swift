/// What a team wants to happen when a check does not say SAFE.
package struct Policy: Sendable, Hashable {
    package var onPending: Config.Response
    package var onUnreachable: Config.Response

    package init(onPending: Config.Response, onUnreachable: Config.Response) {
        self.onPending = onPending
        self.onUnreachable = onUnreachable
    }

    package init(_ config: Config) { self.init(onPending: config.onPending, onUnreachable: config.onUnreachable) }

    /// The decision, before a person has been asked.
    package func decision(on standing: GateStanding, hasPerson: Bool, override: Override? = nil) -> Decision {
        if standing == .clear { return .proceed }
        if let override { return .overridden(override) }
        switch response(to: standing) {
        case .warn: return .warn
        case .prompt: return hasPerson ? .ask : .stop
        case .block: return .stop
        }
    }

    private func response(to standing: GateStanding) -> Config.Response {
        switch standing {
        case .clear: .warn
        case .pending: onPending
        case .unreachable: onUnreachable
        // Neither word of the team covers it alone, so the stricter counts.
        case .undetermined: max(onPending, onUnreachable)
        // A migration that the framework will never run cannot be deployed away: nobody may wave it through.
        case .skipped: .block
        }
    }
}

/// What a check comes to, as far as the gate is concerned.
package enum GateStanding: Sendable, Hashable, CaseIterable {
    case clear
    /// Some migration is not where it must be.
    case pending
    /// A required environment could not be asked.
    case unreachable
    /// All were asked, and some migration still cannot be judged.
    case undetermined
    /// Some migration would silently never run.
    case skipped

    package init(_ report: CheckReport) {
        let required = report.environments.filter(\.isRequired)
        let names = Set(required.map(\.name))
        let states = report.migrations.flatMap(\.standings).filter { names.contains($0.environment) }
            .map(\.judgement.state)
        let isUnreachable = required.contains { if case .failed = $0.access { true } else { false } }
        switch report.verdict {
        case .safe: self = .clear
        case _ where states.contains(.skipped): self = .skipped
        case .needsMigration, .partialMigration: self = .pending
        case .error: self = isUnreachable ? .unreachable : .undetermined
        }
    }
}

/// What the gate does.
package enum Decision: Sendable, Hashable {
    case proceed
    /// It goes on by a person's recorded word.
    case overridden(Override)
    /// It goes on, and the message is shown.
    case warn
    /// A person decides; No stops.
    case ask
    /// It ends here, with the message.
    case stop
}
