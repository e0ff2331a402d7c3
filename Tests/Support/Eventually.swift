import Glibc

/// True if something comes true within ten seconds. For what another process does in its own time.
package func eventually(_ isTrue: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<500 {
        if try isTrue() { return true }
        usleep(20_000)
    }
    return false
}
