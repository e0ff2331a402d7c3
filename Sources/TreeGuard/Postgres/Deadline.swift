import TreeGuardBase

/// The time by which something must end.
struct Deadline: Sendable {
    private let moment: ContinuousClock.Instant
    /// The whole time that was allowed, for messages.
    let length: Duration

    /// - Parameter length: the time for messages, if the clock began to run before
    static func after(_ duration: Duration, of length: Duration? = nil) -> Deadline {
        Deadline(moment: .now.advanced(by: duration), length: length ?? duration)
    }

    /// The earlier of this deadline and one so far from now.
    func within(_ duration: Duration) -> Deadline {
        let other = Deadline.after(duration)
        return other.moment < moment ? other : self
    }

    var left: Duration { max(.zero, ContinuousClock.now.duration(to: moment)) }
    var isPassed: Bool { left == .zero }

    /// The remaining time for poll(2), rounded up, so that a short rest does not spin.
    var millisecondsLeft: Int32 { Int32(clamping: left.milliseconds + (isPassed ? 0 : 1)) }
}

extension Duration {
    /// The duration for people: "10 s", "300 ms".
    var spelledOut: String {
        milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }
}
