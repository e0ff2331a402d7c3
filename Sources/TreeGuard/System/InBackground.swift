import Glibc

/// Does something on a thread of its own that nobody waits for (pthread_create). Where the system has none to give, it
/// is not done: it must be something that may be left out.
package func inBackground(_ work: @escaping @Sendable () -> Void) {
    final class Body: Sendable {
        let work: @Sendable () -> Void
        init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }
    var thread = pthread_t()
    let body = Unmanaged.passRetained(Body(work))
    let status = pthread_create(
        &thread, nil,
        { pointer in
            if let pointer { Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().work() }
            return nil
        }, body.toOpaque())
    guard status == 0 else { return body.release() }
    pthread_detach(thread)
}
