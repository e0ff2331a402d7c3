import TreeGuardCore
import TreeGuardGit
import TreeGuardSystem

/// `treeguard firewall watch`: a small process that waits beside an opening, and shuts it when its time is over or whoever
/// held it is gone. It ends as soon as there is nothing left to watch.
struct FirewallWatch {
    private let id: String
    private let closing: FirewallClosing

    /// Starts one that outlives us. Where it cannot be started, the next command shuts what is over.
    static func start(_ opening: Opening, _ site: FirewallSite, _ session: Session) {
        let kept = environmentForAnotherRepository(session.environment)
        var environment: [String: String?] = [:]
        for name in session.environment.keys where kept[name] == nil { environment.updateValue(nil, forKey: name) }
        do throws(SystemError) {
            try Detached.start(
                Command(
                    try ProcessEnvironment.executablePath(),
                    ["-C", site.commonDirectory, "--quiet", "firewall", "watch", "--opening", opening.id],
                    environment: environment))
        } catch {
            session.note("treeguard: nobody waits to close it (\(error.reason)): run treeguard firewall close")
        }
    }

    init(_ id: String, _ site: FirewallSite, _ session: Session) {
        self.id = id
        closing = FirewallClosing(site, session)
    }

    func run() throws {
        let records = closing.site.records
        let first = try records.opening(id)
        // A held one has its holder's mark; of one that is only timed, the mark is its watcher's.
        let mark = first?.isHeld == false ? try records.holding(id) : nil
        if first?.isHeld == false, mark == nil { return }
        var isConfirmed = false
        var attempts = 0
        while let opening = try records.opening(id) {
            let now = Clock.wall()
            let turned = opening.closed ?? opening.opened
            let isSettled =
                now.secondsSinceEpoch >= turned.secondsSinceEpoch + closing.site.afterwards.components.seconds
            do {
                if opening.closed != nil {
                    if isSettled { try inTurn { try closing.confirmInTurn(opening, .usual) } }
                } else if opening.isOver(at: now) || opening.isHeld && !records.isHeldByTheLiving(opening) {
                    _ = try closing.close(id)
                } else if isSettled, !isConfirmed {
                    isConfirmed = true
                    try inTurn { try closing.confirmOpenInTurn(opening) }
                }
            } catch {
                attempts += 1
                // The next command tells, and tries again.
                guard attempts < 10 else { throw error }
                Clock.pause(for: .seconds(1 << min(attempts, 6)))
            }
            Clock.pause(for: .milliseconds(500))
        }
    }

    private func inTurn(_ body: () throws -> Void) throws {
        let turn = try closing.site.records.turn(waiting: true)
        defer { turn?.release() }
        try body()
    }
}
