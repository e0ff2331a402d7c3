import TreeGuardBase
import TreeGuardSchema
import TreeGuardVerdicts

/// The reason why a run stopped early, and the state that it left.
package struct RunFailure: Error, Hashable, Sendable {
    /// The state of the file after the failure.
    package enum Standing: Hashable, Sendable {
        /// The part was rolled back, or never begun; earlier parts are done.
        case before(part: Int)
        /// A part that runs alone was interrupted: the next run checks what it left.
        case within(part: Int)
        /// COMMIT was sent for the part, but no answer came, and the server could not be asked since.
        case notKnown(part: Int)
    }

    package var failure: Failure
    package var standing: Standing
    /// The instruction that was running; nil between instructions.
    package var instruction: Instruction?
    /// The server's SQLSTATE; nil if the error is not the server's.
    package var state: String?

    package init(_ failure: Failure, _ standing: Standing, instruction: Instruction? = nil, state: String? = nil) {
        self.failure = failure
        self.standing = standing
        self.instruction = instruction
        self.state = state
    }

    /// The number of parts that are certainly done.
    package var partsDone: Int {
        switch standing {
        case .before(let part), .within(let part), .notKnown(let part): part
        }
    }
}
