import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGit
import TreeGuardMigrations
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
        var mark: FileLock?
        var isConfirmed = false
        var failures = 0
        var next = Clock.monotonic()
        while let opening = try records.opening(id), Self.mayHope(for: opening) {
            // A held one has its holder's mark; of one that is only timed, it is its watcher's.
            if !opening.isHeld, mark == nil { mark = try records.holding(id) }
            let isOurs = opening.isHeld || mark != nil
            if isOurs, Clock.monotonic() >= next, duty(opening, isConfirmed) != nil {
                do {
                    try doDuty(&isConfirmed)
                    failures = 0
                } catch {
                    // The network may be away for an hour, the token for ever: the next command tells.
                    failures += 1
                    next = Clock.monotonic() + .seconds(1 << min(failures, 6))
                }
            }
            Clock.pause(for: .milliseconds(500))
        }
    }

    /// The next action for an opening at some time.
    private enum Duty { case close, confirmClosed, confirmOpen }

    private func duty(_ opening: Opening, _ isConfirmed: Bool) -> Duty? {
        let now = Clock.wall()
        let age = Duration.seconds(now.secondsSinceEpoch - (opening.closed ?? opening.opened).secondsSinceEpoch)
        let isSettled = age >= closing.site.afterwards
        if opening.closed != nil { return isSettled ? .confirmClosed : nil }
        let isLeft = opening.isHeld && !closing.site.records.isHeldByTheLiving(opening)
        if isLeft || opening.isOver(at: now) { return .close }
        // What is missing later than that was taken away by somebody, and is not put back.
        return isSettled && !isConfirmed && age < closing.site.afterwards * 3 ? .confirmOpen : nil
    }

    /// Looks again once it is our turn: whoever had it may have changed everything.
    private func doDuty(_ isConfirmed: inout Bool) throws {
        let turn = try closing.site.turn(closing.session)
        defer { turn?.release() }
        guard let opening = try closing.site.records.opening(id) else { return }
        switch duty(opening, isConfirmed) {
        case .close: _ = try closing.closeInTurn(id, .usual)
        case .confirmClosed: try closing.confirmInTurn(opening, .usual)
        case .confirmOpen:
            try closing.confirmOpenInTurn(opening)
            isConfirmed = true
        case nil: return
        }
    }

    /// Nobody waits for ever.
    private static func mayHope(for opening: Opening) -> Bool {
        Clock.wall().secondsSinceEpoch
            < opening.until.secondsSinceEpoch + FirewallSettings.longestTTL.components.seconds
    }
}
