/// Something that is wrong or worth knowing, with its place. Every report has a list of findings, and every format renders
/// the list.
package struct Finding: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
        case info
        case warn
        /// It stands in the way of SAFE, or of a deployment.
        case block

        package static func < (a: Severity, b: Severity) -> Bool {
            allCases.firstIndex(of: a) ?? 0 < allCases.firstIndex(of: b) ?? 0
        }
    }

    /// The one who can do something about it.
    package enum Actor: String, Hashable, Sendable, CaseIterable {
        /// It takes a decision, or rights that an agent must not have.
        case person
        /// A change to the files of the branch settles it.
        case agent
    }

    /// Its kind, in lower case and with hyphens: "index-blocks-writes". It never changes.
    package var code: String
    package var severity: Severity
    package var path: RepositoryPath?
    /// Counted from 1.
    package var line: Int?
    package var column: Int?
    package var message: String
    /// The next step; empty where nothing need be done.
    package var help: String
    package var who: Actor

    package init(
        _ code: String, _ severity: Severity = .warn, path: RepositoryPath? = nil, line: Int? = nil,
        column: Int? = nil, message: String, help: String = "", who: Actor = .agent
    ) {
        self.code = code
        self.severity = severity
        self.path = path
        self.line = line
        self.column = column
        self.message = message
        self.help = help
        self.who = who
    }
}
