import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardSystem

/// Shuts out again what was let in: only the rule that we added, and only with the last opening that needs it.
struct FirewallClosing: Sendable {
    let site: FirewallSite
    let session: Session

    enum Outcome: Sendable {
        case closed
        /// Another opening needs the same rule.
        case shared
        /// Somebody's own rule lets the address in.
        case replaced(FirewallRule)
        /// It was closed before.
        case unknown
    }

    init(_ site: FirewallSite, _ session: Session) {
        self.site = site
        self.session = session
    }

    /// Waits for its turn.
    func close(_ id: String, _ retryLimits: FirewallSite.Patience = .usual) throws(Failure) -> Outcome {
        do {
            let turn = try site.turn(session)
            defer { turn?.release() }
            return try closeInTurn(id, retryLimits)
        } catch {
            throw Failure(describing: error)
        }
    }

    func closeInTurn(_ id: String, _ retryLimits: FirewallSite.Patience) throws -> Outcome {
        guard var opening = try site.records.opening(id), opening.closed == nil else { return .unknown }
        let isShared = try site.records.all().contains {
            $0.id != opening.id && $0.closed == nil && $0.shares(opening)
        }
        if isShared {
            try site.records.forget(opening)
            return .shared
        }
        let outcome = try site.carryOut(.removed(opening), retryLimits)
        if case .replaced(let other) = outcome {
            try site.records.forget(opening)
            return .replaced(other)
        }
        // Whoever had read the rules before may still put ours back with his own: it is looked for once more.
        opening.closed = Clock.wall()
        try site.records.keep(opening)
        return .closed
    }

    /// Looks once more whether it stayed away.
    func confirmInTurn(_ opening: Opening, _ retryLimits: FirewallSite.Patience) throws {
        _ = try site.carryOut(.removed(opening), retryLimits)
        try site.records.forget(opening)
    }

    /// Looks once more whether it stayed there: what is lost this early was overwritten, not taken away.
    func confirmOpenInTurn(_ opening: Opening) throws {
        guard var known = try site.records.opening(opening.id), known.closed == nil else { return }
        let rule = FirewallRule(letting: known.address, description: known.mark)
        guard case .changed(let found?, _) = try site.carryOut(.added(rule, to: known.address), .little),
            known.isRecognised(found)
        else { return }
        known.rule = found.id
        try site.records.keep(known)
    }

    /// At the end of the program: what fails is told, and stays remembered.
    func closeQuietly(_ id: String) {
        do throws(Failure) {
            if case .closed = try close(id, .little) { session.note("treeguard: the firewall is closed again") }
        } catch {
            session.note(
                "treeguard: the firewall could not be closed: \(error.why)\n"
                    + "  it is remembered, and the next treeguard command here closes it: treeguard firewall close")
        }
    }
}
