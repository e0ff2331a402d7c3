import CGlibc
import Glibc
import Synchronization

/// Handles Ctrl-C (SIGINT), SIGTERM and SIGHUP: stops the children, runs the clean-ups, then dies of the same signal,
/// so that the parent (a shell, git) sees the reason. A second Ctrl-C does not wait for the clean-ups.
package enum Interruption {
    /// Installs the handlers, once. A signal that was ignored at the start stays ignored (nohup).
    package static func endCleanly() { takeOver }

    /// Blocks for ever if the program is ending: a thread that went on would report failures that the ending itself
    /// causes, or exit while the clean-ups run. The ending thread itself may call it.
    static func waitIfEnding() {
        let thread = endingThread.load(ordering: .acquiring)
        guard thread != 0, ![thread, awaitedThread.load(ordering: .acquiring)].contains(pthread_self()) else { return }
        while true { pause() }
    }

    /// Lets this thread continue while the program ends: a clean-up waits for its work.
    package static func awaitThisThread() { awaitedThread.store(pthread_self(), ordering: .releasing) }
    package static func awaitNobody() { awaitedThread.store(0, ordering: .releasing) }

    /// True once a signal has come, even before the first child is stopped.
    package static var isUnderWay: Bool { endingThread.load(ordering: .acquiring) != 0 }

    /// True on the thread that ends the program and runs the clean-ups.
    static var isEnding: Bool { endingThread.load(ordering: .acquiring) == pthread_self() }

    private static let numbers = [SIGINT, SIGTERM, SIGHUP]
    private static let endingThread = Atomic<pthread_t>(0)
    private static let awaitedThread = Atomic<pthread_t>(0)
    private static let writingEnd = Atomic<Int32>(-1)

    private static let takeOver: Void = {
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { return }
        writingEnd.store(ends[1], ordering: .releasing)
        var thread = pthread_t()
        let reading = UnsafeMutableRawPointer(bitPattern: Int(ends[0]))
        guard pthread_create(&thread, nil, awaitSignal, reading) == 0 else { return }
        pthread_detach(thread)
        for number in numbers where !isIgnored(number) {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = tellThread
            action.sa_flags = SA_RESTART
            sigaction(number, &action, nil)
        }
    }()

    /// The signal handler. It only does what is safe in one: it writes one byte to a pipe, for which a thread waits.
    private static let tellThread: @convention(c) (Int32) -> Void = { number in
        let before = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(Interruption.writingEnd.load(ordering: .acquiring), &byte, 1)
        errno = before
    }

    private static let awaitSignal: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { end in
        let reading = Int32(truncatingIfNeeded: Int(bitPattern: end))
        var byte: UInt8 = 0
        while read(reading, &byte, 1) != 1 {
            guard errno == EINTR else { return nil }
        }
        Interruption.end(by: Int32(byte))
        return nil
    }

    private static func end(by number: Int32) {
        endingThread.store(pthread_self(), ordering: .releasing)
        for number in numbers { signal(number, SIG_DFL) }
        RunningChildren.signal(SIGTERM)
        CleanUps.runAll()
        kill(getpid(), number)
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
