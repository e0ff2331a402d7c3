import TestSupport
import Testing

/// Every `X+All.swift` lists every X that has a file.
@Suite struct CompleteLists {
    /// A list, where the things listed live, and how one is recognised in its file.
    struct List: Sendable, CustomTestStringConvertible {
        let path: String
        let folder: String
        /// Files of the folder that hold one of the things, by the declaration that they contain.
        let declaration: String
        /// The name of the thing in the list, made from the file's name.
        let entry: @Sendable (_ fileName: String) -> String

        var testDescription: String { path }
    }

    static let lists = [
        List(
            path: "Sources/TreeGuard/App/Commands+All.swift", folder: "Sources/TreeGuard/App",
            declaration: "static let command = Subcommand("
        ) { "\($0).command" },
        List(
            path: "Sources/TreeGuard/Migrations/Frameworks/Framework+All.swift",
            folder: "Sources/TreeGuard/Migrations/Frameworks",
            declaration: ": Framework {"
        ) { $0 },
        List(
            path: "Sources/TreeGuard/Risk/Rules/Rule+All.swift", folder: "Sources/TreeGuard/Risk/Rules",
            declaration: "= Rule("
        ) { ".\($0.prefix(1).lowercased())\($0.dropFirst())" },
        List(
            path: "Sources/TreeGuard/Reports/Formats/Format+All.swift", folder: "Sources/TreeGuard/Reports",
            declaration: "= Format("
        ) { ".\($0.replacing("Format", with: "").lowercased())" },
    ]

    @Test(arguments: lists)
    func everyFileIsListed(list: List) throws {
        let text = try ProjectFolder.text(of: list.path)
        for file in try SourceFile.all(below: list.folder) where file.path != list.path {
            guard file.lines.contains(where: { $0.contains(list.declaration) }) else { continue }
            let name = file.path.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
            let entry = list.entry(name)
            #expect(text.contains(entry), "\(file.path) is not in \(list.path): add \(entry)")
        }
    }

    /// A list that nobody checks would be the one that is forgotten.
    @Test func everyListIsChecked() throws {
        let known = Set(Self.lists.map(\.path))
        for file in try SourceFile.all(below: "Sources/TreeGuard") where file.path.hasSuffix("+All.swift") {
            #expect(known.contains(file.path) || Self.listsOfOneFile.contains(file.path), "\(file.path)")
        }
    }

    /// Lists whose entries are written in the list itself.
    private static let listsOfOneFile: Set<String> = [
        "Sources/TreeGuard/Migrations/Frameworks/Unsupported/Unsupported+All.swift",
        "Sources/TreeGuard/Migrations/LedgerSearch/KnownLedger+All.swift",
        "Sources/TreeGuard/Schema/Catalog/CatalogQuestion+All.swift",
        "Sources/TreeGuard/Generate/GeneratedPage+All.swift",
    ]
}
