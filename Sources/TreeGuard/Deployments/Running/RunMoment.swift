import TreeGuardSchema

/// An event of a run, for its observer.
package enum RunMoment: Hashable, Sendable {
    /// The place in the file: its part, and the instruction within it.
    package struct Place: Hashable, Sendable {
        package var part: Int
        package var instruction: Int

        package init(part: Int, instruction: Int) {
            self.part = part
            self.instruction = instruction
        }
    }

    case partBegins(Int)
    /// The transaction is open, or there is none; the instruction is sent next.
    case begins(Place, Instruction)
    /// It is done, and its transaction still open: what it locked is locked.
    case ended(Place, Instruction, after: Duration)
    /// Its transaction is committed, or it ran alone to its end.
    case partDone(Int)
    /// A part that runs alone was found done by the run that was cut off.
    case foundDone(Int, Instruction)
    /// The leftover of a failed attempt is removed first.
    case clearing(statement: String)
    /// Somebody else held a lock: the part is rolled back and tried again.
    case waiting(attempt: Int, of: Int, pause: Duration, because: String)
}
