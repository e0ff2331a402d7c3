import TestSupport
import Testing

/// What each folder of Sources may import: the arrows of ARCHITECTURE.md, as a table.
@Suite struct Layers {
    private static let mayImport: [String: Set<String>] = [
        "Sources/TreeGuard/Core": ["FoundationEssentials"],
        "Sources/TreeGuard/Git": ["TreeGuardCore", "CGit2", "Glibc", "Synchronization"],
        "Sources/TreeGuard/SQL": ["TreeGuardCore", "CPgQuery", "Glibc"],
        "Sources/TreeGuard/Postgres": ["TreeGuardCore", "CPostgres", "Glibc", "Synchronization"],
        "Sources/TreeGuard/System": ["TreeGuardCore", "CGlibc", "Glibc", "Synchronization"],
        "Sources/TreeGuard/App": [
            "TreeGuardCore", "TreeGuardGit", "TreeGuardSQL", "TreeGuardPostgres", "TreeGuardSystem", "Synchronization",
        ],
        "Sources/TreeGuard/CLI": ["TreeGuardApp"],
        "Sources/TreeGuard/Generate": ["TreeGuardCore", "TreeGuardApp", "TreeGuardSQL", "TreeGuardSystem"],
        "Sources/Hooks": ["TreeGuardCore", "TreeGuardGit", "TreeGuardSystem"],
    ]

    @Test(arguments: mayImport.keys.sorted())
    func importsOnlyWhatItMay(folder: String) throws {
        let allowed = try #require(Self.mayImport[folder])
        for file in try SourceFile.all(below: folder) {
            let others = Set(file.imports).subtracting(allowed).sorted()
            #expect(others.isEmpty, "\(file.path) imports \(others.joined(separator: ", "))")
        }
    }

    /// A new folder must say what it may import.
    @Test func everySourceFileIsInAFolderOfTheTable() throws {
        let folders = Self.mayImport.keys.map { $0 + "/" }
        for file in try SourceFile.all(below: "Sources") {
            #expect(folders.contains { file.path.hasPrefix($0) }, "\(file.path)")
        }
    }

    /// Full Foundation costs every start 5 ms and 44 MB, so only tests may use it.
    @Test func foundationIsNotImported() throws {
        for file in try SourceFile.all(below: "Sources") {
            #expect(!file.imports.contains("Foundation"), "\(file.path)")
        }
    }
}
