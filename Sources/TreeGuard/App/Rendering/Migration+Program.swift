import TreeGuardMigrations

extension Migration {
    /// The program of its framework; nil where it is SQL.
    var program: (any FrameworkProgram)? { Frameworks.named(framework)?.program }
    var isProgram: Bool { program != nil }
}
