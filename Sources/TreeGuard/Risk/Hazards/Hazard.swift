import TreeGuardBase
import TreeGuardMigrations

/// A statement that makes others wait for as long as it works on a table that is large.
package struct Hazard: Hashable, Sendable {
    package var hazardKind: HazardKind
    /// A hazard that blocks stops a deployment, unless somebody accepts it.
    package var severity: Finding.Severity
    package var line: Int
    /// "builds an index while writers of orders (1.2 GB) wait"
    package var message: String
    /// The safer form.
    package var help: String
    /// Why the team takes it, if somebody does.
    package var accepted: String?

    package init(
        _ hazardKind: HazardKind, _ severity: Finding.Severity, line: Int, message: String, help: String,
        accepted: String? = nil
    ) {
        self.hazardKind = hazardKind
        self.severity = severity
        self.line = line
        self.message = message
        self.help = help
        self.accepted = accepted
    }

    package var stops: Bool { severity == .block && accepted == nil }
}
