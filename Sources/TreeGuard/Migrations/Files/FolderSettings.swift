import TreeGuardBase

/// `[migrations "PATH OR GLOB"]`: a folder that holds migrations, or is said not to.
package struct FolderSettings: Hashable, Sendable {
    /// The framework's name for "none of it is a migration".
    package static let noFramework = "none"

    package var pattern: Glob
    /// A framework's id, `none`, or nil to have it recognised.
    package var framework: String?
    package var ledger: NamedLedger?
    /// True if the project's own code may run to tell what a migration does; nil where the team has not said.
    package var render: Bool?
    /// The command that brings one revision in, where only the framework's own program can.
    package var run: String?

    package init(pattern: Glob, framework: String? = nil, ledger: NamedLedger? = nil, render: Bool? = nil) {
        self.pattern = pattern
        self.framework = framework
        self.ledger = ledger
        self.render = render
    }

    /// The folder that the entry means for this path: above it, or its own where the pattern names files.
    package func folder(of path: RepositoryPath) -> RepositoryPath? {
        pattern.folder(above: path) ?? (pattern.matches(path) ? path.folder : nil)
    }
}

/// The table in which a team records what it applied by hand: `ledger = schema.table`, `ledgerColumn = version`.
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
