import Glibc
import TreeGuardBase

/// The two clocks: one for measuring, one for the time of day.
package enum Clock {
    /// The time since an arbitrary start; only differences are meaningful (CLOCK_MONOTONIC).
    package static func monotonic() -> Duration { reading(CLOCK_MONOTONIC) }

    package static func wall() -> Timestamp {
        Timestamp(secondsSinceEpoch: reading(CLOCK_REALTIME).components.seconds)
    }

    /// Sleeps for that long (nanosleep).
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
