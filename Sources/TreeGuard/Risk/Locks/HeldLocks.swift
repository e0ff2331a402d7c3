import TreeGuardSchema

/// The locks that earlier statements of the same transaction still hold.
package struct HeldLocks: Sendable {
    /// The strongest lock of each relation, and the line of the statement that took it.
    private var byRelation: [ObjectName: (mode: LockMode, line: Int)] = [:]

    package init() {}

    package mutating func take(_ locks: [TableLock], at line: Int) {
        for lock in locks {
            guard let relation = lock.relation else { continue }
            if let known = byRelation[relation], known.mode >= lock.mode { continue }
            byRelation[relation] = (lock.mode, line)
        }
    }

    /// The strongest that others wait for.
    package var strongest: (relation: ObjectName, mode: LockMode, line: Int)? {
        byRelation.filter { $0.value.mode.stopsWriters }
            .max { ($0.value.mode, $1.key) < ($1.value.mode, $0.key) }
            .map { ($0.key, $0.value.mode, $0.value.line) }
    }
}
