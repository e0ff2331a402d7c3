import Glibc

/// Does something on a thread of its own that nobody waits for. Where the system has none to give, it is not done: it
/// must be something that may be left out.
package func inBackground(_ work: @escaping @Sendable () -> Void) {
    if let thread = Thread.start(work) { pthread_detach(thread) }
}
