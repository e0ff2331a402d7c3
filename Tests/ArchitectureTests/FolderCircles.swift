import Testing

/// Inside of a target the compiler sees no folders: this does, by the names of types. No two folders may use each other,
/// however long the way around; a target's own files, outside of its folders, are a place like the others.
@Suite struct FolderCircles {
    @Test func noFolderUsesItselfByWayOfAnother() throws {
        let graph = FolderGraph(try SourceFile.all(below: "Sources"))
        #expect(graph.types.count > 300, "the sources declare their types in another way")
        for circle in graph.circles { Issue.record("a circle: \(circle.joined(separator: ", "))") }
    }

    @Test func aCircleIsFound() {
        let graph = FolderGraph([
            SourceFile(path: "Sources/TreeGuard/Room/A/One.swift", lines: ["package struct One { let other: Two }"]),
            SourceFile(path: "Sources/TreeGuard/Room/B/Two.swift", lines: ["enum Two {}", "// One"]),
            SourceFile(path: "Sources/TreeGuard/Room/C/Three.swift", lines: ["struct Three { var x = [One]() }"]),
            SourceFile(path: "Sources/TreeGuard/Room/Top.swift", lines: ["func top(_: Three) {}", "actor Top {}"]),
            SourceFile(path: "Sources/TreeGuard/Room/B/More.swift", lines: ["extension Two { var y: Three? { nil } }"]),
        ])
        #expect(
            graph.circles == [["Sources/TreeGuard/Room/A", "Sources/TreeGuard/Room/B", "Sources/TreeGuard/Room/C"]])
    }

    @Test func wordsInTextsAndCommentsUseNothing() {
        let graph = FolderGraph([
            SourceFile(path: "Sources/X/A/One.swift", lines: ["struct One {", "    let two: Two", "}"]),
            SourceFile(
                path: "Sources/X/B/Two.swift",
                lines: [
                    "struct Two {", "    /// One", "    let text = \"One\"", "    let long = \"\"\"", "        One",
                    "        \"\"\"", "}",
                ]),
        ])
        #expect(graph.circles.isEmpty)
    }
}
