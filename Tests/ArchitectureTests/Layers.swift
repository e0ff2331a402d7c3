import TestSupport
import Testing

/// Arrows between rooms go down only. Package.swift says them; the compiler refuses a circle of rooms, and lets a file
/// import a room that its own room does not name, where another one has it built: this does not.
@Suite struct Layers {
    /// One room in Package.swift.
    private struct Room {
        let name: String
        let imports: Set<String>
        var folder: String { "Sources/TreeGuard/\(name)" }
    }

    /// The system modules of the edges, and those of the other rooms.
    private static let system: Set<String> = ["Glibc", "Synchronization"]
    private static let pure: Set<String> = ["FoundationEssentials"]

    private static func rooms() throws -> [Room] {
        let text = try ProjectFolder.text(of: "Package.swift")
        let rooms = text.matches(
            of: /Room\(\s*name: "(\w+)",\s*below: \[([^\]]*)\](?:,\s*libraries: \["(\w+)"\])?/
        ).map { match in
            let below = match.2.matches(of: /"(\w+)"/).map { "TreeGuard\($0.1)" }
            return Room(
                name: String(match.1),
                imports: Set(below).union(match.3.map { system.union([String($0)]) } ?? pure))
        }
        try #require(rooms.count > 10, "Package.swift names its rooms in another way")
        return rooms
    }

    @Test func everyRoomImportsOnlyWhatStandsBelowIt() throws {
        for room in try Self.rooms() {
            for file in try SourceFile.all(below: room.folder) {
                let others = Set(file.imports).subtracting(room.imports).sorted()
                #expect(others.isEmpty, "\(file.path) imports \(others.joined(separator: ", "))")
            }
        }
    }

    /// The shell above the rooms: App may use all of them, programs only what they name.
    @Test(arguments: [
        ("Sources/TreeGuard/CLI", ["TreeGuardApp"]),
        (
            "Sources/Hooks",
            ["TreeGuardBase", "TreeGuardMigrations", "TreeGuardIncoming", "TreeGuardGit", "TreeGuardSystem"]
        ),
    ])
    func aProgramImportsOnlyWhatItNames(folder: String, allowed: [String]) throws {
        for file in try SourceFile.all(below: folder) {
            let others = Set(file.imports).subtracting(allowed).sorted()
            #expect(others.isEmpty, "\(file.path) imports \(others.joined(separator: ", "))")
        }
    }

    @Test func everySourceFileIsInARoomOrAProgram() throws {
        let folders =
            try Self.rooms().map(\.folder) + ["App", "CLI", "Generate"].map { "Sources/TreeGuard/\($0)" }
            + ["Sources/Hooks"]
        for file in try SourceFile.all(below: "Sources") {
            #expect(folders.contains { file.path.hasPrefix($0 + "/") }, "\(file.path)")
        }
    }

    /// Full Foundation costs every start 5 ms and 44 MB, so only tests may use it.
    @Test func foundationIsNotImported() throws {
        for file in try SourceFile.all(below: "Sources") {
            #expect(!file.imports.contains("Foundation"), "\(file.path)")
        }
    }
}
