// Writes a Swift file that holds pages as they are: EmbedPages OUTPUT PAGE...
import Foundation

let arguments = CommandLine.arguments.dropFirst()
guard let output = arguments.first else {
    FileHandle.standardError.write(Data("usage: EmbedPages OUTPUT PAGE...\n".utf8))
    exit(2)
}
let entries = try arguments.dropFirst().map { path in
    let page = URL(fileURLWithPath: path)
    let key = "\(page.deletingLastPathComponent().lastPathComponent)/\(page.lastPathComponent)"
    let text = try String(contentsOf: page, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "        \($0)" }
    return "        \"\(key)\": ###\"\"\"\n\(lines.joined(separator: "\n"))\n        \"\"\"###,\n"
}
let source = """
    /// The pages of docs, by folder and file: "explain/pending.md".
    enum EmbeddedPages {
        static let all: [String: String] = [
    \(entries.joined())    ]
    }

    """
try source.write(toFile: output, atomically: true, encoding: .utf8)
