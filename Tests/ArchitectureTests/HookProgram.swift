import TestSupport
import Testing
import TreeGuardSystem

/// The hook starts at every commit and push, so it must not carry what only a check needs.
@Suite struct HookProgram {
    @Test func linksNeitherTheDatabaseNorTheParserNorFoundation() throws {
        let needed = try sharedLibraries(of: "treeguard-hook")
        for library in ["libpq", "libpg_query", "libprotobuf-c", "libFoundation", "libcrypto", "lib_Foundation"] {
            #expect(!needed.contains { $0.hasPrefix(library) }, "treeguard-hook needs \(needed)")
        }
    }

    /// The libraries that the program itself asks for (DT_NEEDED).
    private func sharedLibraries(of name: String) throws -> [String] {
        let listing = try runProgram("readelf", "--dynamic", "\(try ProjectFolder.builtPrograms())/\(name)")
        return listing.split(separator: "\n").filter { $0.contains("(NEEDED)") }
            .compactMap { $0.split(separator: "[").last?.split(separator: "]").first.map(String.init) }
    }
}
