/// The entry for a migration in a framework's own files: by that it will be run, and recorded.
package enum JournalEntry: Hashable, Sendable {
    /// An entry of a journal, with its moment in milliseconds.
    case journal(when: Int)
    /// The framework keeps a journal, and this is not in it.
    case unlisted
    /// A folder whose name counts, with the moment that its digits stand for.
    case folder(when: Int)
}
