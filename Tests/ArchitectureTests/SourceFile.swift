import TestSupport
import Testing

/// A Swift file of the project, as lines.
struct SourceFile: CustomTestStringConvertible {
    /// From the project's root.
    let path: String
    let lines: [String]

    var testDescription: String { path }

    /// The modules it imports, whatever attribute or access stands before the word.
    var imports: [String] {
        lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), words[..<index].allSatisfy(Self.mayPrecedeImport) else {
                return nil
            }
            // `import struct Foundation.Date` names its module before the dot.
            let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
            let named = words[(index + 1)...].first { !kinds.contains($0) }
            return named?.split(separator: ".").first.map(String.init)
        }
    }

    private static func mayPrecedeImport(_ word: Substring) -> Bool {
        word.hasPrefix("@") || ["public", "package", "internal", "fileprivate", "private"].contains(word)
    }

    /// The lines without what is said in comments, with their numbers.
    var code: [(number: Int, text: Substring)] {
        lines.enumerated().compactMap { index, line in
            line.drop { $0 == " " }.hasPrefix("//") ? nil : (index + 1, line[...])
        }
    }

    /// The lines of functions with `@Test`, without what stands in quotes, and with their numbers.
    var linesOfTests: [(number: Int, text: String)] {
        var (found, isTest, isText) = ([(number: Int, text: String)](), false, false)
        for line in code {
            let (indent, words) = (line.text.prefix { $0 == " " }, line.text.drop { $0 == " " })
            if words.hasPrefix("@Test") { isTest = true }
            let quotes = line.text.ranges(of: "\"\"\"").count
            let isOutside = !isText
            if quotes % 2 == 1 { isText.toggle() }
            guard isTest, isOutside else { continue }
            found.append((line.number, String(line.text).replacing(#/"(?:[^"\\]|\\.)*"/#, with: "\"\"")))
            // A declaration stands four spaces deep; its end, or the end of all of it on one line, as well.
            if indent.count <= 4, words == "}" || (words.contains("func ") && words.hasSuffix("}")) { isTest = false }
        }
        return found
    }

    static func all(below folder: String) throws -> [SourceFile] {
        try ProjectFolder.files(below: folder, endingIn: ".swift").map { path in
            let text = try ProjectFolder.text(of: path)
            return SourceFile(
                path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        }
    }
}
