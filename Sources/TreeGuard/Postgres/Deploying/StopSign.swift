import CPostgres
import Synchronization

/// How a deployment is stopped from another thread (Ctrl-C): the running statement is cancelled, and nothing is begun
/// after it.
package final class StopSign: Sendable {
    private struct State {
        /// A PGcancel as a number, for a pointer is not Sendable.
        var handle: UInt?
        var isUp = false
    }
    private let state = Mutex(State())

    package init() {}

    deinit { follow(nil) }

    package var isUp: Bool { state.withLock { $0.isUp } }

    /// Stops what runs now (PQcancel). Said again, it reaches a statement that was just being sent.
    package func raise() {
        state.withLock { state in
            state.isUp = true
            guard let handle = state.handle else { return }
            var complaint = [CChar](repeating: 0, count: 256)
            _ = PQcancel(OpaquePointer(bitPattern: handle), &complaint, Int32(complaint.count))
        }
    }

    /// Whose statements are meant from now on.
    func follow(_ connection: OpaquePointer?) {
        state.withLock { state in
            if let old = state.handle { PQfreeCancel(OpaquePointer(bitPattern: old)) }
            state.handle = connection.flatMap { PQgetCancel($0) }.map { UInt(bitPattern: $0) }
        }
    }
}
