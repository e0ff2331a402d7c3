import Foundation
import PackagePlugin

/// Puts the pages of docs/explain and docs/rules into the program, each time that one of them changes.
@main struct Pages: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folders = ["explain", "rules"].map { context.package.directoryURL.appending(path: "docs/\($0)") }
        let pages = try folders.flatMap { folder in
            try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "md" }
        }.sorted { $0.path < $1.path }
        let source = context.pluginWorkDirectoryURL.appending(path: "EmbeddedPages.swift")
        return [
            .buildCommand(
                displayName: "Embedding docs/explain and docs/rules",
                executable: try context.tool(named: "EmbedPages").url,
                arguments: [source.path] + pages.map(\.path), inputFiles: pages, outputFiles: [source])
        ]
    }
}
