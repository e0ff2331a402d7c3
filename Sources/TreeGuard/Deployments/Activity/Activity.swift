import TreeGuardSchema

/// The sessions and locks in a database that a deployment may have to wait for.
package struct Activity: Hashable, Sendable {
    /// A session that holds or awaits a lock on a relation.
    package struct Holder: Hashable, Sendable {
        package var relation: ObjectName
        package var mode: LockMode
        package var isGranted: Bool
        package var session: Session
        /// True for an anti-wraparound vacuum, which does not give way to other locks.
        package var preventsWraparound: Bool
    }

    package struct Session: Hashable, Sendable {
        /// The process id; nil for a prepared transaction, which has no process any more.
        package var process: Int?
        package var user: String
        package var application: String
        package var state: String
        /// The age of the session's transaction.
        package var seconds: Int?
    }

    /// A transaction prepared for a two-phase commit that has not been committed yet.
    package struct Prepared: Hashable, Sendable {
        package var name: String
        package var owner: String
        package var seconds: Int
    }

    package private(set) var holders: [Holder] = []
    /// Sessions with an old transaction, or idle in one.
    package private(set) var sessions: [Session] = []
    package private(set) var prepared: [Prepared] = []
    /// The number of sessions that the role may not see.
    package private(set) var hidden = 0

    package init() {}

    /// Adds one row of an answer to `TableQuestions`.
    package mutating func add(_ row: [String?]) {
        func text(_ column: Int) -> String { column < row.count ? row[column] ?? "" : "" }
        switch row.first {
        case "lock" where row.count == 11:
            guard let mode = LockMode(catalogName: text(4)) else { return }
            holders.append(
                Holder(
                    relation: ObjectName(schema: row[1], text(2)), mode: mode, isGranted: text(5) == "true",
                    session: Session(
                        process: Int(text(3)), user: text(6), application: text(7), state: text(8),
                        seconds: Int(text(9))),
                    preventsWraparound: text(10) == "true"))
        case "session":
            sessions.append(
                Session(
                    process: Int(text(1)), user: text(2), application: text(3), state: text(4), seconds: Int(text(5))))
        case "hidden": hidden += 1
        case "prepared": prepared.append(Prepared(name: text(1), owner: text(2), seconds: Int(text(3)) ?? 0))
        default: break
        }
    }
}
