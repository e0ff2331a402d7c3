import TreeGuardSystem

extension Mutant {
    private static let folder = "Tests/Mutants"
    private static let suffix = ".mutant"

    /// The names of all faults that the project keeps.
    package static func names() throws -> [String] {
        try Files.names(in: ProjectFolder.path(folder)).filter { $0.hasSuffix(suffix) }
            .map { String($0.dropLast(suffix.count)) }.sorted()
    }

    package init(named name: String) throws {
        try self.init(named: name, ProjectFolder.text(of: "\(Mutant.folder)/\(name)\(Mutant.suffix)"))
    }
}
