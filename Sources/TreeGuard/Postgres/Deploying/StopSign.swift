import CPostgres
import Synchronization

/// Stops a deployment from another thread (Ctrl-C): cancels the running statement, and lets no other begin.
package final class StopSign: Sendable {
    private struct State {
        /// A PGcancel as a number, because a pointer is not Sendable.
        var handle: UInt?
        var isUp = false
    }
    private let state = Mutex(State())

    package init() {}

    deinit { follow(nil) }

    package var isUp: Bool { state.withLock { $0.isUp } }

    /// Cancels the running statement (PQcancel). A second call reaches a statement that was just being sent.
    package func raise() {
        state.withLock { state in
            state.isUp = true
            guard let handle = state.handle else { return }
            var complaint = [CChar](repeating: 0, count: 256)
            _ = PQcancel(OpaquePointer(bitPattern: handle), &complaint, Int32(complaint.count))
        }
    }

    /// Sets the connection whose statements it cancels.
    func follow(_ connection: OpaquePointer?) {
        state.withLock { state in
            if let old = state.handle { PQfreeCancel(OpaquePointer(bitPattern: old)) }
            state.handle = connection.flatMap { PQgetCancel($0) }.map { UInt(bitPattern: $0) }
        }
    }
}
