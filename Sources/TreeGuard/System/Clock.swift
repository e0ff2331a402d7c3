import Glibc
import TreeGuardCore

/// The two clocks: one to measure with, one to tell people the time.
package enum Clock {
    /// Time since some fixed moment; only differences mean anything (CLOCK_MONOTONIC).
    package static func monotonic() -> Duration { reading(CLOCK_MONOTONIC) }

    package static func wall() -> Timestamp {
        Timestamp(secondsSinceEpoch: reading(CLOCK_REALTIME).components.seconds)
    }

    private static func reading(_ clock: clockid_t) -> Duration {
        var time = timespec()
        clock_gettime(clock, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
