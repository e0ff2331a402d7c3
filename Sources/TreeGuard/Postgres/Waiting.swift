import Glibc
import Synchronization

/// Waits until the descriptor is ready for one of the events (poll); false if the deadline came first.
func isReady(_ descriptor: Int32, for events: Int32, by deadline: Deadline) -> Bool {
    var end = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0)
    while true {
        let count = poll(&end, 1, deadline.millisecondsLeft)
        if count > 0 { return true }
        if count == 0 && deadline.isPassed { return false }
        if count < 0 && errno != EINTR { return false }
    }
}

/// The result of a call on another thread. The last reference closes the pipe.
private final class Handover<Value: Sendable>: Sendable {
    let call: @Sendable () -> Value
    let value = Mutex<Value?>(nil)
    let reading: Int32
    let writing: Int32

    init?(_ call: @escaping @Sendable () -> Value) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (self.call, reading, writing) = (call, ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    func perform() {
        let result = call()
        value.withLock { $0 = result }
        var byte: UInt8 = 1
        _ = write(writing, &byte, 1)
    }
}

/// Runs a call that may block for ever (a name lookup, a cancel request), and returns nil after the deadline. The call
/// cannot be stopped and stays on its thread; the process is short.
func result<Value: Sendable>(
    by deadline: Deadline, of call: @escaping @Sendable () -> Value
) -> Value? {
    guard let handover = Handover(call) else { return nil }
    let perform: @Sendable () -> Void = { handover.perform() }
    guard startThread(perform), isReady(handover.reading, for: POLLIN, by: deadline) else { return nil }
    return handover.value.withLock { $0 }
}

private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// Runs the work on a new, detached thread (pthread_create).
private func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    let status = pthread_create(
        &thread, nil,
        { argument in
            if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
            return nil
        }, work.toOpaque())
    guard status == 0 else {
        work.release()
        return false
    }
    pthread_detach(thread)
    return true
}
