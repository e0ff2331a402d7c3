/// How long a deployment waits, and how often it tries again.
package struct RetryLimits: Hashable, Sendable {
    package var connect: Duration
    /// For a lock: those who come after us wait as long as we do.
    package var lock: Duration
    /// For one statement; nil where nobody said so: then quarter of an hour in a transaction, and for ever alone.
    package var statement: Duration?
    /// How often a part is tried again that did not get its lock.
    package var retries: Int
    /// The pause before the first retry; each pause after it is twice as long.
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

    /// Nobody stands in line behind who waits CONCURRENTLY, and what it did is lost when it gives up.
    package var lockConcurrently: Duration { lock * 100 }
    package var statementInTransaction: Duration { statement ?? .seconds(15 * 60) }

    package func pause(before attempt: Int) -> Duration { pause * (1 << min(max(attempt - 1, 0), 6)) }
}
