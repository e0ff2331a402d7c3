import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

/// Looks from beside at the locks of a statement that runs outside of a transaction: when it is done, they are gone.
///
/// Most such statements are over before anybody has looked. So another session holds every table in a mode that keeps
/// writers and readers in and changes out: the statement has to wait for its first lock, is seen, and let go.
final class LockWatch: Sendable {
    private struct State: Sendable {
        var isReady = false
        var isOver = false
        var seen: [HeldLock] = []
        /// How long we kept it waiting.
        var delay = Duration.zero
    }
    private let state: Shared<State>
    private let work: BackgroundTask<Void>
    /// A session that waits for no table is not held up longer.
    private static let longest = Duration.seconds(2)

    /// Returns when everything is held, or when that takes too long.
    init(over copy: ConnectionSettings, process: Int) {
        let state = Shared(State())
        self.state = state
        work = BackgroundTask { LockWatch.look(at: process, copy, state) }
        let end = Clock.monotonic() + .seconds(10)
        while !state.withLock({ $0.isReady }), Clock.monotonic() < end { Clock.pause(for: .milliseconds(1)) }
    }

    deinit { _ = end() }

    /// The locks seen, and how long the statement waited for us alone.
    func end() -> (locks: [HeldLock], delay: Duration) {
        state.withLock { $0.isOver = true }
        work.result()
        return state.withLock { ($0.seen, $0.delay) }
    }

    private static func look(at process: Int, _ copy: ConnectionSettings, _ state: Shared<State>) {
        defer { state.withLock { $0.isReady = true } }
        guard let looking = try? DeploySession.open(copy, RetryLimits()) else { return }
        var holding = holder(of: copy)
        state.withLock { $0.isReady = true }
        let start = Clock.monotonic()
        while !state.withLock({ $0.isOver }) {
            guard let answer = try? looking.answers(to: [Sighting.locks(of: process)]).first else { return }
            let locks = Sighting.locks(answer)
            state.withLock { state in
                for lock in locks where !state.seen.contains(lock) { state.seen.append(lock) }
            }
            let waited = Clock.monotonic() - start
            if holding != nil, Sighting.waits(answer) || waited > longest {
                _ = try? holding?.answers(to: [Question("ROLLBACK")])
                holding = nil
                state.withLock { $0.delay = Clock.monotonic() - start }
            }
            Clock.pause(for: .microseconds(300))
        }
    }

    private static func holder(of copy: ConnectionSettings) -> DeploySession? {
        guard let session = try? DeploySession.open(copy, RetryLimits()),
            let statement = try? session.answers(to: [Sighting.holding]).first?.rows.first?.first.flatMap({ $0 }),
            (try? session.answers(to: [Question("BEGIN"), Question(statement)])) != nil
        else { return nil }
        return session
    }
}
