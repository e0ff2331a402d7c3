/// Why a statement of a pending migration would not run as production is now.
package struct Obstacle: Hashable, Sendable {
    package enum Certainty: String, Hashable, Sendable, CaseIterable {
        /// PostgreSQL refuses the statement.
        case fails = "would-fail"
        /// It refuses the statement if an estimate of the server is right.
        case mayFail = "may-fail"
        /// It takes the statement, and does something else than it seems to say.
        case surprises = "surprises"
    }

    /// The statement that meets it.
    package var range: SourceRange
    package var certainty: Certainty
    /// "table jobs does not exist"
    package var message: String
    /// The next step.
    package var help: String

    package init(_ message: String, help: String, certainty: Certainty = .fails, at range: SourceRange) {
        self.range = range
        self.certainty = certainty
        self.message = message
        self.help = help
    }
}
