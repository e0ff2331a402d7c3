/// A trigger as a statement describes it.
package struct Trigger: Hashable, Sendable {
    package enum Timing: String, Hashable, Sendable { case before, after, insteadOf }
    package enum Event: String, Hashable, Sendable, Comparable {
        case insert, delete, update, truncate
        package static func < (a: Event, b: Event) -> Bool { a.rawValue < b.rawValue }
    }
    /// When it fires with regard to replication: what ALTER TABLE ... ENABLE TRIGGER sets.
    package enum Enabled: String, Hashable, Sendable { case origin, always, replica, disabled }

    package var timing: Timing
    package var events: Set<Event>
    /// `UPDATE OF` these.
    package var columns: [String]
    package var isForEachRow: Bool
    package var condition: Expression?
    package var function: ObjectName
    package var arguments: [String]
    package var isConstraint: Bool
    package var isDeferrable: Bool
    package var isInitiallyDeferred: Bool
    /// `REFERENCING NEW TABLE AS name`, "new name" and "old name".
    package var transitionTables: [String]
    /// nil where nothing is said of it.
    package var enabled: Enabled?
    /// `CREATE CONSTRAINT TRIGGER ... FROM table`.
    package var referencedTable: ObjectName?

    package init(
        timing: Timing, events: Set<Event>, columns: [String] = [], isForEachRow: Bool = false,
        condition: Expression? = nil, function: ObjectName, arguments: [String] = [], isConstraint: Bool = false,
        isDeferrable: Bool = false, isInitiallyDeferred: Bool = false, transitionTables: [String] = [],
        enabled: Enabled? = .origin, referencedTable: ObjectName? = nil
    ) {
        self.timing = timing
        self.events = events
        self.columns = columns
        self.isForEachRow = isForEachRow
        self.condition = condition
        self.function = function
        self.arguments = arguments
        self.isConstraint = isConstraint
        self.isDeferrable = isDeferrable
        self.isInitiallyDeferred = isInitiallyDeferred
        self.transitionTables = transitionTables
        self.enabled = enabled
        self.referencedTable = referencedTable
    }
}
