import TreeGuardMigrations
import TreeGuardSchema

/// A lock that a statement takes of one relation, and what it does while it holds it.
package struct TableLock: Hashable, Sendable {
    package enum Subject: Hashable, Sendable, CustomStringConvertible {
        case relation(ObjectName)
        /// Which one it is, only the catalog could tell: "the table that a_fk refers to".
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
    /// The hazard that its work may be.
    package var hazardKind: HazardKind?
    /// The catalog could not tell: it is no more than this, and may be less.
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

    /// Both at once: the stronger mode, and the greater work.
    func merged(with other: TableLock) -> TableLock {
        let harder = other.work > work ? other : self
        let isStrongerAssumed = other.mode > mode ? other.isAssumed : isAssumed
        return TableLock(
            subject, max(mode, other.mode), harder.work, harder.hazardKind ?? hazardKind ?? other.hazardKind,
            isAssumed: isStrongerAssumed || harder.isAssumed)
    }
}

/// The locks of one statement, strongest first, and remarks on what is not known.
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

    /// The strongest first, those that are only read last; otherwise as they were found.
    package var sorted: [TableLock] {
        list.enumerated().sorted { a, b in
            (b.element.work, b.element.mode, a.offset) < (a.element.work, a.element.mode, b.offset)
        }.map(\.element)
    }
}
