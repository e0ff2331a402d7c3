import Testing

/// A framework is known in its own folder alone: what others need of it, its `Framework`, `LedgerKeeper` or
/// `FrameworkProgram` says.
@Suite struct FrameworkNames {
    private static let home = "Sources/TreeGuard/Migrations/Frameworks/"
    /// A table of all tools' ledgers, whether TreeGuard reads them or not.
    private static let tables = ["Sources/TreeGuard/Migrations/LedgerSearch/KnownLedger+All.swift"]

    @Test(arguments: ["alembic", "drizzle", "golangmigrate", "golang-migrate"])
    func noFileOutsideNamesOne(_ name: String) throws {
        for file in try SourceFile.all(below: "Sources")
        where !file.path.hasPrefix(Self.home) && !Self.tables.contains(file.path) {
            for (index, line) in file.lines.enumerated() where line.lowercased().contains(name) {
                Issue.record("\(file.path):\(index + 1) names \(name)")
            }
        }
    }
}
