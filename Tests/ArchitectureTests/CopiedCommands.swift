import TestSupport
import Testing

/// People and agents copy the commands that TreeGuard and its documents print. None of them takes the question away.
@Suite struct CopiedCommands {
    /// The commands that --yes makes silent, as docs/cli.md has them.
    private static func silenced() throws -> [String] {
        let sections = try ProjectFolder.text(of: "docs/cli.md").split(separator: "\n## treeguard ")
        return sections.dropFirst().filter { $0.contains("| `--yes`") }.map { $0.prefix { $0 != "\n" }.description }
    }

    /// True if the line has one of the commands with --yes behind it.
    private static func isSilenced(_ line: String, _ commands: [String]) -> Bool {
        guard let yes = line.firstRange(of: "--yes") else { return false }
        let words = line[..<yes.lowerBound].split { $0 == " " || $0 == "`" || $0 == "\"" || $0 == "(" }
        guard let program = words.lastIndex(of: "treeguard") else { return false }
        let isOneCommand = !words[program...].contains { $0.last.map { ".;:".contains($0) } ?? false }
        return isOneCommand && words[program...].contains { commands.contains(String($0)) }
    }

    @Test func theListOfThemIsNotEmpty() throws {
        #expect(try CopiedCommands.silenced().sorted().starts(with: ["deploy", "repair", "rollback"]))
    }

    @Test(arguments: [
        "next: treeguard rollback --env production --yes", "`treeguard -C x deploy --yes`",
        "treeguard repair --yes a.sql",
    ])
    func suchALineIsSeen(_ line: String) { #expect(CopiedCommands.isSilenced(line, ["deploy", "repair", "rollback"])) }

    @Test func noDocumentHasOne() throws {
        let commands = try CopiedCommands.silenced()
        var pages =
            try ProjectFolder.files(below: "docs", endingIn: ".md") + [
                "README.md", "CONTRIBUTING.md", "ARCHITECTURE.md",
            ]
        pages += try ProjectFolder.files(below: "hooks", endingIn: "")
        for page in pages {
            for line in try ProjectFolder.text(of: page).split(separator: "\n") {
                #expect(!CopiedCommands.isSilenced(String(line), commands), "\(page): \(line)")
            }
        }
    }

    /// Input of a scenario was typed by a person; what it expects, TreeGuard printed.
    @Test func noOutputThatIsRecordedHasOne() throws {
        let commands = try CopiedCommands.silenced()
        let recorded =
            try ProjectFolder.files(below: "Tests/ScenarioTests/Scenarios", endingIn: ".scenario")
            + ProjectFolder.files(below: "Tests/RoomTests/Recorded", endingIn: "")
        for page in recorded {
            for line in try ProjectFolder.text(of: page).split(separator: "\n")
            where !["$", "!", ">"].contains(line.prefix(1)) {
                #expect(!CopiedCommands.isSilenced(String(line), commands), "\(page): \(line)")
            }
        }
    }

    /// Nor one that is put together: `"\(command) --yes"`, `command + " --yes"`, `["deploy", "--yes"]`.
    @Test func noTextOfTheProgramHasOne() throws {
        let commands = try CopiedCommands.silenced()
        for file in try SourceFile.all(below: "Sources") {
            for line in file.code where line.text.contains("--yes") {
                let isBuilt =
                    line.text.contains(/\\\([^"]*\)[^"]*\s--yes/) || line.text.contains(/"\s*--yes\s*["\\]/)
                    || line.text.contains(/"\s+--yes/)
                #expect(
                    !isBuilt && !CopiedCommands.isSilenced(String(line.text), commands),
                    "\(file.path):\(line.number): \(line.text)")
            }
        }
    }
}
