import TreeGuardMigrations
import TreeGuardSchema

/// A lock that a statement takes on one relation, and the work that it does under the lock.
package struct TableLock: Hashable, Sendable {
    package enum Subject: Hashable, Sendable, CustomStringConvertible {
        case relation(ObjectName)
        /// A relation that only the catalog could name: "the table that a_fk refers to".
        case described(String)

        package var description: String {
            switch self {
            case .relation(let name): name.description
            case .described(let words): words
            }
        }
    }

    package var subject: Subject
    package var mode: LockMode
    package var work: LockWork
    /// The kind of hazard that the work may be.
    package var hazardKind: HazardKind?
    /// True if the catalog could not tell: the actual lock or work may be less.
    package var isAssumed: Bool

    package init(
        _ subject: Subject, _ mode: LockMode, _ work: LockWork = .none, _ hazardKind: HazardKind? = nil,
        isAssumed: Bool = false
    ) {
        self.subject = subject
        self.mode = mode
        self.work = work
        self.hazardKind = hazardKind
        self.isAssumed = isAssumed
    }

    package var relation: ObjectName? {
        if case .relation(let name) = subject { return name }
        return nil
    }

    /// The stronger mode and the greater work of both.
    func merged(with other: TableLock) -> TableLock {
        let harder = other.work > work ? other : self
        let isStrongerAssumed = other.mode > mode ? other.isAssumed : isAssumed
        return TableLock(
            subject, max(mode, other.mode), harder.work, harder.hazardKind ?? hazardKind ?? other.hazardKind,
            isAssumed: isStrongerAssumed || harder.isAssumed)
    }
}

/// The locks of one statement, strongest first, and remarks on unknown locks.
package struct StatementLocks: Hashable, Sendable {
    package private(set) var list: [TableLock] = []
    /// "what the DO block locks is not known"
    package private(set) var remarks: [String] = []

    package init() {}

    package mutating func add(_ lock: TableLock) {
        if let known = list.firstIndex(where: { $0.subject == lock.subject }) {
            list[known] = list[known].merged(with: lock)
        } else {
            list.append(lock)
        }
    }

    package mutating func remark(_ words: String) {
        if !remarks.contains(words) { remarks.append(words) }
    }

    /// The strongest lock first, tables that are only read last; otherwise in the order found.
    package var sorted: [TableLock] {
        list.enumerated().sorted { a, b in
            (b.element.work, b.element.mode, a.offset) < (a.element.work, a.element.mode, b.offset)
        }.map(\.element)
    }
}
