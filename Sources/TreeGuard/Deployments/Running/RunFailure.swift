import TreeGuardBase
import TreeGuardSchema
import TreeGuardVerdicts

/// Why a run ended before its end, and what is left of it.
package struct RunFailure: Error, Hashable, Sendable {
    /// The state of the file.
    package enum Standing: Hashable, Sendable {
        /// The part was rolled back, or never begun; those before it are done.
        case before(part: Int)
        /// A part that runs alone was interrupted: the next run looks at what it left.
        case within(part: Int)
        /// The end of the part's transaction was asked for, and no answer came: nobody could be asked since.
        case notKnown(part: Int)
    }

    package var failure: Failure
    package var standing: Standing
    /// The instruction that was running; nil between instructions.
    package var instruction: Instruction?
    /// The SQLSTATE; nil if the failure is not the server's.
    package var state: String?

    package init(_ failure: Failure, _ standing: Standing, instruction: Instruction? = nil, state: String? = nil) {
        self.failure = failure
        self.standing = standing
        self.instruction = instruction
        self.state = state
    }

    /// How many parts are done for certain.
    package var partsDone: Int {
        switch standing {
        case .before(let part), .within(let part), .notKnown(let part): part
        }
    }
}
