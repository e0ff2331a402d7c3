import TreeGuardBase
import TreeGuardSchema

/// A change to a database, as one transaction: what to lock and make, what must still be as it was seen, what to write.
package struct Amendment: Hashable, Sendable {
    /// A question that is asked again once the locks are held, and the answer that it must give.
    package struct Premise: Hashable, Sendable {
        package var question: Question
        package var rows: [[String?]]

        package init(_ question: Question, rows: [[String?]]) {
            self.question = question
            self.rows = rows
        }
    }

    /// Makes what is not there, and takes the locks.
    package var preparations: [Question]
    package var premises: [Premise]
    package var statements: [Question]

    package init(preparations: [Question] = [], premises: [Premise] = [], statements: [Question]) {
        self.preparations = preparations
        self.premises = premises
        self.statements = statements
    }
}

/// Writes to one database in one transaction, within the limits. After a failure nothing was changed, unless it says
/// that this is not known.
package typealias ApplyToDatabase = @Sendable (ConnectionSettings, Amendment, TimeLimits) -> Result<Void, Failure>
