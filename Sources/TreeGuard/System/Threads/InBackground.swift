import Glibc

/// Runs optional work on a detached thread. If no thread can be created, the work is skipped.
package func inBackground(_ work: @escaping @Sendable () -> Void) {
    if let thread = Thread.start(work) { pthread_detach(thread) }
}
