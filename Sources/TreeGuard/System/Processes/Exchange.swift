import CGlibc
import Glibc

/// The input and output of one child until it ends or its deadline passes.
struct Exchange {
    /// The time that a child gets after SIGTERM, and the time for reading its pipes after it has ended.
    private static let grace = Duration.milliseconds(300)

    private(set) var output: [UInt8] = []
    private(set) var error: [UInt8] = []
    private(set) var isOverdue = false
    private var input: ArraySlice<UInt8>
    private let deadline: Duration
    private var chunk = [UInt8](repeating: 0, count: 64 * 1024)

    init(input: [UInt8], deadline: Duration) {
        self.input = input[...]
        self.deadline = deadline
    }

    mutating func run(with child: borrowing SpawnedProcess, _ pipes: inout Pipes) {
        var endedAt: Duration?
        var pause = Duration.microseconds(100)
        while true {
            let now = Clock.monotonic()
            if endedAt == nil, child.hasEnded { endedAt = now }
            if let endedAt {
                let isDrained = !pipes.output.reading.isOpen && !pipes.error.reading.isOpen
                // A server that the child started may keep the pipes open for as long as it lives.
                if isDrained || now > endedAt + Exchange.grace { break }
            } else if now > deadline {
                child.signalGroup(now > deadline + Exchange.grace ? SIGKILL : SIGTERM)
                isOverdue = true
            }
            let isSilent = !wait(atMost: pause, &pipes)
            pause = isSilent ? min(pause * 2, .milliseconds(50)) : .microseconds(100)
        }
        // Kills the processes that the child left behind, which share its group.
        if isOverdue { child.signalGroup(SIGKILL) }
    }

    /// Serves the pipes that are ready; false if none was ready in time.
    private mutating func wait(atMost pause: Duration, _ pipes: inout Pipes) -> Bool {
        var ends = [
            pollfd(fd: pipes.output.reading.number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: pipes.error.reading.number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: pipes.input.writing.number, events: Int16(POLLOUT), revents: 0),
        ]
        // poll ignores closed descriptors (-1); ppoll counts in nanoseconds, which a quick child needs.
        var time = timespec(tv_sec: 0, tv_nsec: Int(pause / .nanoseconds(1)))
        guard ppoll(&ends, nfds_t(ends.count), &time, nil) > 0 else { return false }
        if ends[0].revents != 0 { Exchange.drain(&pipes.output.reading, into: &output, &chunk) }
        if ends[1].revents != 0 { Exchange.drain(&pipes.error.reading, into: &error, &chunk) }
        if ends[2].revents != 0 { feed(&pipes.input.writing) }
        return true
    }

    private static func drain(_ end: inout Descriptor, into bytes: inout [UInt8], _ chunk: inout [UInt8]) {
        let count = read(end.number, &chunk, chunk.count)
        if count > 0 {
            bytes.append(contentsOf: chunk[..<count])
        } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
            end.close()
        }
    }

    /// Writes as much as the pipe accepts. A child that stops reading (EPIPE) is no error.
    private mutating func feed(_ end: inout Descriptor) {
        let count = input.withUnsafeBytes { write(end.number, $0.baseAddress, $0.count) }
        if count > 0 { input = input.dropFirst(count) }
        if input.isEmpty || (count < 0 && errno != EINTR && errno != EAGAIN) { end.close() }
    }
}
