/// A trigger as far as a statement describes it.
package struct Trigger: Hashable, Sendable {
    package enum Timing: String, Hashable, Sendable { case before, after, insteadOf }
    package enum Event: String, Hashable, Sendable, Comparable {
        case insert, delete, update, truncate
        package static func < (a: Event, b: Event) -> Bool { a.rawValue < b.rawValue }
    }
    /// The firing mode with regard to replication: ALTER TABLE ... ENABLE TRIGGER sets it.
    package enum Enabled: String, Hashable, Sendable { case origin, always, replica, disabled }

    package var timing: Timing
    package var events: Set<Event>
    /// The columns of `UPDATE OF`.
    package var columns: [String]
    package var isForEachRow: Bool
    package var condition: Expression?
    package var function: ObjectName
    package var arguments: [String]
    package var isConstraint: Bool
    package var isDeferrable: Bool
    package var isInitiallyDeferred: Bool
    /// The tables of `REFERENCING NEW TABLE AS name`, as "new name" and "old name".
    package var transitionTables: [String]
    /// The firing mode; nil if the statement does not set it.
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
