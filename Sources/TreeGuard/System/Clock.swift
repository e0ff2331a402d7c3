import Glibc
import TreeGuardCore

/// The two clocks: one to measure with, one to tell people the time.
package enum Clock {
    /// Time since some fixed moment; only differences mean anything (CLOCK_MONOTONIC).
    package static func monotonic() -> Duration { reading(CLOCK_MONOTONIC) }

    package static func wall() -> Timestamp {
        Timestamp(secondsSinceEpoch: reading(CLOCK_REALTIME).components.seconds)
    }

    /// Lets time pass (nanosleep).
    package static func rest(_ pause: Duration) {
        let (seconds, attoseconds) = pause.components
        var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        var left = timespec()
        while nanosleep(&time, &left) != 0, errno == EINTR { time = left }
    }

    private static func reading(_ clock: clockid_t) -> Duration {
        var time = timespec()
        clock_gettime(clock, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
