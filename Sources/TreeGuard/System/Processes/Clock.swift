import Glibc
import TreeGuardBase

/// The two clocks: one to measure with, one to tell people the time.
package enum Clock {
    /// Time since some fixed moment; only differences mean anything (CLOCK_MONOTONIC).
    package static func monotonic() -> Duration { reading(CLOCK_MONOTONIC) }

    package static func wall() -> Timestamp {
        Timestamp(secondsSinceEpoch: reading(CLOCK_REALTIME).components.seconds)
    }

    /// Does nothing for that long (nanosleep).
    package static func pause(for time: Duration) {
        let parts = time.components
        var wanted = timespec(tv_sec: Int(parts.seconds), tv_nsec: Int(parts.attoseconds / 1_000_000_000))
        var rest = timespec()
        while nanosleep(&wanted, &rest) != 0, errno == EINTR { wanted = rest }
        Interruption.waitIfEnding()
    }

    private static func reading(_ clock: clockid_t) -> Duration {
        var time = timespec()
        clock_gettime(clock, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
