import TreeGuardSchema

/// An event in a run, for an observer.
package enum RunMoment: Hashable, Sendable {
    /// A position in the file: its part, and the instruction within it.
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
    /// The instruction is done, and its transaction still open: it still holds its locks.
    case ended(Place, Instruction, after: Duration)
    /// The part's transaction is committed, or the part ran to its end without one.
    case partDone(Int)
    /// The interrupted run had already finished this part, which runs alone.
    case foundDone(Int, Instruction)
    /// The leftovers of a failed attempt are dropped first.
    case clearing(statement: String)
    /// Another session held a lock: the part is rolled back and tried again.
    case waiting(attempt: Int, of: Int, pause: Duration, because: String)
}
