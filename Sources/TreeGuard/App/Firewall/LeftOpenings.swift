import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSystem

extension Session {
    /// Shuts what a crash or a missed hour has left open. Costs one look where there is nothing, and never stops the
    /// command that looks.
    func closeLeftOpenings(of repository: Repository, _ config: Config) {
        let records = OpeningRecords(commonDirectory: repository.layout.commonDirectory)
        guard !records.isEmpty else { return }
        do {
            // Whoever has the turn is at it already.
            guard let turn = try records.turn(waiting: false) else { return }
            defer { turn.release() }
            let now = Clock.wall()
            for opening in try records.all() {
                guard
                    let firewall = config.firewalls.first(where: {
                        $0.name == opening.firewall && $0.cluster == opening.cluster
                    })
                else {
                    note(
                        "treeguard: \(opening.address) was let in to \(Escaped(opening.firewall)), and .treeguard does "
                            + "not name that firewall any more:\n  take the address out on the provider's page")
                    continue
                }
                let isLeft =
                    opening.closed != nil || opening.isOver(at: now)
                    || opening.isHeld && !records.isHeldByTheLiving(opening)
                if isLeft {
                    try closeLeft(opening, FirewallSite(firewall, repository, self), at: now)
                } else if !opening.isHeld, !records.isWatched(opening) {
                    FirewallWatch.start(opening, try FirewallSite(firewall, repository, self), self)
                }
            }
        } catch {
            let failure = Failure(describing: error)
            note(
                "treeguard: an address that was let in is still let in: \(failure.why)\n  next: treeguard firewall close"
            )
        }
    }

    private func closeLeft(_ opening: Opening, _ site: FirewallSite, at now: Timestamp) throws {
        let closing = FirewallClosing(site, self)
        if let closed = opening.closed {
            guard now.secondsSinceEpoch >= closed.secondsSinceEpoch + site.afterwards.components.seconds,
                !site.records.isWatched(opening)
            else { return }
            return try closing.confirmInTurn(opening, .little)
        }
        if case .closed = try closing.closeInTurn(opening.id, .little) {
            note("treeguard: \(opening.address), let in by an earlier command, is shut out again")
        }
    }
}
