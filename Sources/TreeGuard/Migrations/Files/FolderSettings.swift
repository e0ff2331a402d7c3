import TreeGuardBase

/// The settings of a folder that holds migrations, or holds none: `[migrations "PATH OR GLOB"]`.
package struct FolderSettings: Hashable, Sendable {
    /// The framework's name for "none of it is a migration".
    package static let noFramework = "none"

    package var pattern: Glob
    /// A framework's id, `none`, or nil for detection.
    package var framework: String?
    package var ledger: NamedLedger?
    /// True if the project's own code may run to show what a migration does; nil if the team has not decided.
    package var render: Bool?
    /// The command that applies one revision, if only the framework's own program can.
    package var run: String?
    /// The extent of a transaction where the files do not say it themselves.
    package var transaction = Transaction.statement

    package enum Transaction: String, Hashable, Sendable, CaseIterable {
        /// Each statement is one, as in `psql -f`.
        case statement
        /// The whole file is one, as in `psql -1 -f`.
        case file
    }

    package init(pattern: Glob, framework: String? = nil, ledger: NamedLedger? = nil, render: Bool? = nil) {
        self.pattern = pattern
        self.framework = framework
        self.ledger = ledger
        self.render = render
    }

    /// The folder that the entry means for this path: one above it, or its own if the pattern names files.
    package func folder(of path: RepositoryPath) -> RepositoryPath? {
        pattern.folder(above: path) ?? (pattern.matches(path) ? path.folder : nil)
    }
}

/// The table in which a team records migrations that it applied by hand: `ledger = schema.table`, `ledgerColumn =
/// version`.
package struct NamedLedger: Hashable, Sendable {
    package var schema: String?
    package var table: String
    package var column: String

    package init(schema: String?, table: String, column: String = "version") {
        self.schema = schema
        self.table = table
        self.column = column
    }
}
