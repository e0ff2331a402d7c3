import TreeGuardSchema

/// The sessions and locks that a deployment would meet.
package struct Activity: Hashable, Sendable {
    /// Who holds or awaits a lock of a relation.
    package struct Holder: Hashable, Sendable {
        package var relation: ObjectName
        package var mode: LockMode
        package var isGranted: Bool
        package var session: Session
        /// The vacuum that gives way to nobody.
        package var preventsWraparound: Bool
    }

    package struct Session: Hashable, Sendable {
        /// nil for a prepared transaction, which has no process any more.
        package var process: Int?
        package var user: String
        package var application: String
        package var state: String
        /// How old its transaction is.
        package var seconds: Int?
    }

    /// A transaction that was prepared for a commit in two phases, and awaits it.
    package struct Prepared: Hashable, Sendable {
        package var name: String
        package var owner: String
        package var seconds: Int
    }

    package private(set) var holders: [Holder] = []
    /// Whose transactions are old, or who sits in one.
    package private(set) var sessions: [Session] = []
    package private(set) var prepared: [Prepared] = []
    /// Sessions that the role may not look at.
    package private(set) var hidden = 0

    package init() {}

    /// Reads a row of an answer to `TableQuestions`.
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
