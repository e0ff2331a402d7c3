import CGlibc
import Glibc
import Synchronization

/// The effect of Ctrl-C (SIGINT), SIGTERM and SIGHUP: stop the children, run the clean-ups, then die of that same
/// signal, so that whoever started us (a shell, git) sees why. A second Ctrl-C does not wait for the clean-ups.
package enum Interruption {
    /// Takes over the three signals, once. A signal that was ignored when we started stays ignored (nohup).
    package static func endCleanly() { takeOver }

    /// Waits for the end where it has come already: whoever goes on working meanwhile would report the failures that
    /// the end itself causes, or leave while the clean-ups run. These may call it, for they are the end.
    static func waitIfEnding() {
        let thread = endingThread.load(ordering: .acquiring)
        guard thread != 0, ![thread, awaitedThread.load(ordering: .acquiring)].contains(pthread_self()) else { return }
        while true { pause() }
    }

    /// This thread goes on working when the end has come: a clean-up waits until it has done what must be done.
    package static func awaitThisThread() { awaitedThread.store(pthread_self(), ordering: .releasing) }
    package static func awaitNobody() { awaitedThread.store(0, ordering: .releasing) }

    /// True if a signal has come, from before the first child is stopped.
    package static var isUnderWay: Bool { endingThread.load(ordering: .acquiring) != 0 }

    /// True if this is the thread that ends the program, and runs the clean-ups.
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

    /// The handler does only what is safe inside one: it writes one byte to a pipe, which a thread waits for.
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
