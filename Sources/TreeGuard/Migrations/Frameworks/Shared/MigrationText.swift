/// A migration's file as its framework runs it.
package struct MigrationText: Hashable, Sendable {
    /// The text that the framework sends to the server.
    package var up: String
    /// The part of the same file that undoes it; nil if there is none.
    package var down: String?
    /// True if the framework runs it outside of a transaction, statement by statement.
    package var isWithoutTransaction = false
    /// True if the framework runs it as one transaction.
    package var isOneTransaction = false
    /// Why nobody can tell what would run; nil where that is clear.
    package var doubt: String?

    package init(_ up: String) { self.up = up }

    /// Cut at the marks of whatever tool left them there.
    init(cutting text: String) {
        self.init(text)
        guard let marked = MarkedText(text) else { return }
        (up, down, doubt) = (marked.up, marked.down, marked.doubt)
        isWithoutTransaction = marked.isWithoutTransaction
        isOneTransaction = !marked.isWithoutTransaction
    }

    /// A program, of which nobody here knows what it would run.
    static func program(_ text: String) -> MigrationText {
        var file = MigrationText(text)
        file.doubt = "it is a program, and what it would run is not read"
        return file
    }
}
