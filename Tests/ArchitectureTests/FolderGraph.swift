/// Which folder uses which, by the names of the types that they declare. A name that stands in several files is left out,
/// and members are not followed: an arrow is certain, its absence is not.
struct FolderGraph {
    /// The folder of each type whose name no other type has.
    let types: [Substring: String]
    private let arrows: [String: Set<String>]

    init(_ files: [SourceFile]) {
        let texts = files.map { (folder: Self.folder(of: $0.path), text: Self.code(of: $0.lines)) }
        let declaration =
            /(?:package |public |indirect |final |@\w+(?:\([^)]*\))? )*(?:struct|enum|class|protocol|typealias|actor) (\w+)/
        var places: [Substring: Set<Int>] = [:]
        for (index, file) in texts.enumerated() {
            for line in file.text.split(separator: "\n") {
                if let match = line.prefixMatch(of: declaration) { places[match.1, default: []].insert(index) }
            }
        }
        let owners = places.compactMapValues { $0.count == 1 ? $0.first.map { texts[$0].folder } : nil }
        types = owners
        arrows = texts.reduce(into: [:]) { arrows, file in
            for word in Set(file.text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }) {
                guard let other = owners[word], other != file.folder,
                    Self.target(of: other) == Self.target(of: file.folder)
                else { continue }
                arrows[file.folder, default: []].insert(other)
            }
        }
    }

    /// Folders that reach each other, each group in the order of its names.
    var circles: [[String]] {
        let reached = arrows.keys.reduce(into: [:]) { $0[$1] = everything(from: $1) }
        var circles = Set<[String]>()
        for (folder, others) in reached where others.contains(folder) {
            circles.insert(
                ([folder] + others.filter { $0 != folder && reached[$0]?.contains(folder) == true }).sorted())
        }
        return circles.sorted { $0.joined() < $1.joined() }
    }

    private func everything(from folder: String) -> Set<String> {
        var found: Set<String> = []
        var open = Array(arrows[folder] ?? [])
        while let next = open.popLast() {
            if found.insert(next).inserted { open += arrows[next] ?? [] }
        }
        return found
    }

    private static func folder(of path: String) -> String {
        path.split(separator: "/").dropLast().joined(separator: "/")
    }

    /// "Sources/TreeGuard/Schema" of whatever lies below it; "Sources/Hooks".
    private static func target(of folder: String) -> [Substring] {
        let parts = folder.split(separator: "/")
        return Array(parts.prefix(parts.dropFirst().first == "TreeGuard" ? 3 : 2))
    }

    /// The text without comments, and of what stands in quotes only the code between `\(` and `)`.
    private static func code(of lines: [String]) -> String {
        let text = lines.joined(separator: "\n").replacing(/"""[\s\S]*?"""/) { quoted in
            quoted.output.matches(of: /\\\((.*?)\)/).map { String($0.1) }.joined(separator: " ")
        }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.replacing(/"(?:[^"\\]|\\.)*"/) { quoted in
                quoted.output.matches(of: /\\\((.*?)\)/).map { String($0.1) }.joined(separator: " ")
            }.replacing(/\/\/.*/, with: "")
        }.joined(separator: "\n")
    }
}
