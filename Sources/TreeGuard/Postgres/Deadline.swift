import TreeGuardBase

/// A moment by which something must be over.
struct Deadline: Sendable {
    private let moment: ContinuousClock.Instant
    /// How far away it was when it was set: what people are told.
    let length: Duration

    /// - Parameter length: what people are told, where the clock began to run before.
    static func after(_ duration: Duration, of length: Duration? = nil) -> Deadline {
        Deadline(moment: .now.advanced(by: duration), length: length ?? duration)
    }

    /// The earlier of this moment and the one so far from now.
    func within(_ duration: Duration) -> Deadline {
        let other = Deadline.after(duration)
        return other.moment < moment ? other : self
    }

    var left: Duration { max(.zero, ContinuousClock.now.duration(to: moment)) }
    var isPassed: Bool { left == .zero }

    /// The remaining time as poll(2) counts it: rounded up, so that a short rest does not spin.
    var millisecondsLeft: Int32 { Int32(clamping: left.milliseconds + (isPassed ? 0 : 1)) }
}

extension Duration {
    /// For people: "10 s", "300 ms".
    var spelledOut: String {
        milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }
}
