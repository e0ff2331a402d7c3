import CGlibc
import Glibc

/// The exchange with one child until it has ended or its time is up.
struct Exchange {
    /// How long a child may take to die of SIGTERM, and how long its pipes are read once it has ended.
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
                // A server that it started may hold the pipes for as long as it lives.
                if isDrained || now > endedAt + Exchange.grace { break }
            } else if now > deadline {
                child.signalGroup(now > deadline + Exchange.grace ? SIGKILL : SIGTERM)
                isOverdue = true
            }
            let isSilent = !wait(atMost: pause, &pipes)
            pause = isSilent ? min(pause * 2, .milliseconds(50)) : .microseconds(100)
        }
        // Whatever it started and left behind shares its group.
        if isOverdue { child.signalGroup(SIGKILL) }
    }

    /// Serves the pipes that are ready; false where none was within the time.
    private mutating func wait(atMost pause: Duration, _ pipes: inout Pipes) -> Bool {
        var ends = [
            pollfd(fd: pipes.output.reading.number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: pipes.error.reading.number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: pipes.input.writing.number, events: Int16(POLLOUT), revents: 0),
        ]
        // poll ignores the descriptors that are closed (-1); ppoll counts in nanoseconds, which a quick child needs.
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

    /// Writes what the child has room for. A child that reads no more (EPIPE) is its own business.
    private mutating func feed(_ end: inout Descriptor) {
        let count = input.withUnsafeBytes { write(end.number, $0.baseAddress, $0.count) }
        if count > 0 { input = input.dropFirst(count) }
        if input.isEmpty || (count < 0 && errno != EINTR && errno != EAGAIN) { end.close() }
    }
}
