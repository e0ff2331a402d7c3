import TreeGuardBase
import TreeGuardMigrations

/// A statement that makes other sessions wait while it works on a large table.
package struct Hazard: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable, CaseIterable {
        /// Stops a deployment, unless the user accepts the hazard.
        case block
        case warn
    }

    package var hazardKind: HazardKind
    /// A hazard that blocks stops a deployment, unless somebody accepts it.
    package var severity: Finding.Severity
    package var line: Int
    /// "builds an index while writers of orders (1.2 GB) wait"
    package var message: String
    /// The safer form.
    package var help: String
    /// The reason why the team accepts the hazard; nil if it does not.
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
