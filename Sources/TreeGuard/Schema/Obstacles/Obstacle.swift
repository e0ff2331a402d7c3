/// The reason why a statement of a pending migration would fail on production as it is now.
package struct Obstacle: Hashable, Sendable {
    package enum Certainty: String, Hashable, Sendable, CaseIterable {
        /// PostgreSQL rejects the statement.
        case fails = "would-fail"
        /// PostgreSQL rejects the statement if an estimate of the server is right.
        case mayFail = "may-fail"
        /// PostgreSQL accepts the statement, but it does something else than it seems to say.
        case surprises = "surprises"
    }

    /// The statement that would fail.
    package var range: SourceRange
    package var certainty: Certainty
    /// "table jobs does not exist"
    package var message: String
    /// The fix.
    package var help: String

    package init(_ message: String, help: String, certainty: Certainty = .fails, at range: SourceRange) {
        self.range = range
        self.certainty = certainty
        self.message = message
        self.help = help
    }
}
