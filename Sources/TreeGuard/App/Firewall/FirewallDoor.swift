import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSystem

/// This machine's address, let in to a managed database for a while.
///
///     let door = try FirewallDoor.open(for: "production", session)
///     defer { door.close() }
///
/// It is shut by `close()`, at the program's end, on Ctrl-C, by a watcher as soon as this process is gone or the time is
/// over, and, should all of these fail, by the next command.
package struct FirewallDoor: Sendable {
    /// How long it stays open.
    package enum Lifetime: Sendable {
        /// Open as long as this process, and no longer than that.
        case held(atMost: Duration)
        /// Open that long, whatever becomes of this process.
        case timed(Duration)
    }

    package enum State: Sendable {
        case opened(Opening)
        /// Somebody had let the address in before: that stays.
        case wasOpen(FirewallRule)
        /// The firewall has no rule, and lets everybody in.
        case openToAll
    }

    let site: FirewallSite
    let address: TrustedAddress
    package let state: State
    private let ticket: CleanUps.Ticket?
    private let mark: FileLock?

    /// Lets this machine in to the database of an environment while this process lives. The address is what the
    /// configuration's command prints, unless it is given.
    package static func open(
        for environment: String?, _ session: Session, address: String? = nil,
        lifetime: Lifetime = .held(atMost: FirewallSettings.longestTTL)
    ) throws(Failure) -> FirewallDoor {
        let repository = try Repository.open(
            at: session.directory, environment: session.environment, run: session.run)
        let config = try TeamConfig(repository).config
        let site = try FirewallSite(try config.firewall(ofEnvironment: environment), repository, session)
        let trusted = try MachineAddress(given: address, site.settings, session).address
        return try FirewallDoor(site, trusted, lifetime, session)
    }

    init(
        _ site: FirewallSite, _ address: TrustedAddress, _ lifetime: Lifetime, _ session: Session
    ) throws(Failure) {
        try session.leaveToAPerson(opening: site.settings)
        self.site = site
        self.address = address
        do {
            let turn = try site.turn(session)
            let work = Work(site, address, lifetime, session)
            do {
                state = try work.letIn()
                turn?.release()
            } catch {
                // What may have come through all the same is taken back, in a turn of its own.
                turn?.release()
                if let ticket = work.ticket { CleanUps.run(ticket) }
                throw error
            }
            (ticket, mark) = (work.ticket, work.mark)
        } catch {
            throw Failure(describing: error)
        }
    }

    /// Shuts it, if it is we who opened it. What cannot be done now is said, and done by the next command.
    package func close() {
        if let ticket { CleanUps.run(ticket) }
        mark?.release()
    }
}

extension FirewallDoor {
    /// The step that is under way while an address is let in.
    fileprivate final class Work {
        private let site: FirewallSite
        private let address: TrustedAddress
        private let session: Session
        private var opening: Opening
        private let staysHeld: Bool
        private(set) var ticket: CleanUps.Ticket?
        private(set) var mark: FileLock?

        init(_ site: FirewallSite, _ address: TrustedAddress, _ lifetime: Lifetime, _ session: Session) {
            self.site = site
            self.address = address
            self.session = session
            let ttl: Duration
            switch lifetime {
            case .held(let most): (ttl, staysHeld) = (most, true)
            case .timed(let time): (ttl, staysHeld) = (time, false)
            }
            let number = String(UInt32.random(in: .min ... .max), radix: 16)
            let who = Allowing(in: session.directory, run: session.run).person()
            opening = Opening(
                id: String(repeating: "0", count: 8 - number.count) + number, site.settings, address, who: who,
                opened: Clock.wall(), for: ttl, isHeld: true)
        }

        func letIn() throws -> State {
            // Another of ours may have let it in already: then the rule goes with the last of us.
            let other = try site.records.all().last {
                $0.closed == nil && $0.cluster == opening.cluster && $0.address == address
            }
            if let other { (opening.mark, opening.rule) = (other.mark, other.rule) }
            let rule = FirewallRule(letting: address, description: opening.mark)
            let outcome = try site.carryOut(.added(rule, to: address)) { () throws(Failure) in try remember() }
            switch outcome {
            case .openToAll, .replaced: return try leave(.openToAll)
            case .wasSo(let found?) where other == nil || !opening.added(found): return try leave(.wasOpen(found))
            case .changed(let found?, _) where !opening.isRecognised(found): return try leave(.wasOpen(found))
            case .wasSo(let found), .changed(let found, _):
                try remember()
                opening.rule = found?.id
                opening.isHeld = staysHeld
                try site.records.keep(opening)
            }
            if !staysHeld { settle() }
            return .opened(opening)
        }

        /// Before the first write: from here on, whatever happens, somebody knows what to take back.
        private func remember() throws(Failure) {
            guard ticket == nil else { return }
            do throws(SystemError) {
                mark = try site.records.holding(opening.id)
                try site.records.keep(opening)
            } catch {
                throw error.failure
            }
            let (id, site, session) = (opening.id, site, session)
            ticket = CleanUps.register { FirewallClosing(site, session).closeQuietly(id) }
            FirewallWatch.start(opening, site, session)
        }

        /// It is not ours: nothing is to be undone.
        private func leave(_ state: State) throws -> State {
            if ticket != nil { try site.records.forget(opening) }
            settle()
            return state
        }

        /// It outlives us.
        private func settle() {
            if let ticket { CleanUps.forget(ticket) }
            ticket = nil
            mark?.release()
            mark = nil
        }
    }
}
