/// The entry of a migration in its framework's own files, by which it is run and recorded.
package enum JournalEntry: Hashable, Sendable {
    /// An entry of a journal, with its time in milliseconds.
    case journal(when: Int)
    /// The framework keeps a journal that does not list the migration.
    case unlisted
    /// A folder whose name counts, with the time in its digits.
    case folder(when: Int)
}
