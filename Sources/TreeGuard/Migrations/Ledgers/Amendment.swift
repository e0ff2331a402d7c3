import TreeGuardBase
import TreeGuardSchema

/// A change to a database in one transaction: objects to create and lock, premises to check, rows to write.
package struct Amendment: Hashable, Sendable {
    /// A question that is asked again under the locks, and the answer that it must have.
    package struct Premise: Hashable, Sendable {
        package var question: Question
        package var rows: [[String?]]

        package init(_ question: Question, rows: [[String?]]) {
            self.question = question
            self.rows = rows
        }
    }

    /// Creates missing objects, and takes the locks.
    package var preparations: [Question]
    package var premises: [Premise]
    package var statements: [Question]

    package init(preparations: [Question] = [], premises: [Premise] = [], statements: [Question]) {
        self.preparations = preparations
        self.premises = premises
        self.statements = statements
    }
}

/// Writes to one database in one transaction, within the limits. After a failure nothing has changed, unless the
/// failure says that this is not known.
package typealias ApplyToDatabase = @Sendable (ConnectionSettings, Amendment, TimeLimits) -> Result<Void, Failure>
