/// The time limits of a deployment, and the number of its retries.
package struct RetryLimits: Hashable, Sendable {
    package var connect: Duration
    /// The limit for a lock: sessions behind us in the queue wait as long as we do.
    package var lock: Duration
    /// The limit for one statement; nil means 15 minutes in a transaction, and no limit outside of one.
    package var statement: Duration?
    /// The number of retries of a part that did not get its lock.
    package var retries: Int
    /// The pause before the first retry; each later pause is twice as long.
    package var pause: Duration

    package init(
        connect: Duration = .seconds(5), lock: Duration = .seconds(3), statement: Duration? = nil, retries: Int = 5,
        pause: Duration = .seconds(1)
    ) {
        self.connect = connect
        self.lock = lock
        self.statement = statement
        self.retries = retries
        self.pause = pause
    }

    /// The limit for a lock of a CONCURRENTLY statement. Nobody queues behind it, and giving up loses its work.
    package var lockConcurrently: Duration { lock * 100 }
    package var statementInTransaction: Duration { statement ?? .seconds(15 * 60) }

    package func pause(before attempt: Int) -> Duration { pause * (1 << min(max(attempt - 1, 0), 6)) }
}
