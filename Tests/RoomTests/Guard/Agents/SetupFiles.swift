import Testing
import TreeGuardBase
import TreeGuardGuard
import TreeGuardMigrations

/// The lines that are added beside a person's own.
@Suite struct SetupFiles {
    @Test func linesAreAddedInTheFilesOwnLineEnds() throws {
        let file = AgentPages.agents(over: "# Ours\r\nBe kind.\r\n", protecting: "main")
        let text = try #require(file.text)
        #expect(text.hasPrefix("# Ours\r\nBe kind.\r\n\r\n<!-- treeguard: begin"))
        #expect(!text.replacing("\r\n", with: "").contains("\n"))
        #expect(AgentPages.agents(over: text, protecting: "main").outcome == .inPlace)
    }

    @Test(arguments: ["", "# Ours", "# Ours\n", "é\n\n\n"])
    func aSecondTimeFindsEverythingInPlace(old: String) throws {
        let text = try #require(AgentPages.agents(over: old, protecting: "main").text)
        #expect(text.hasPrefix(old))
        #expect(AgentPages.agents(over: text, protecting: "main").outcome == .inPlace)
        #expect(AgentPages.agents(over: text + "more", protecting: "release/1").text?.hasSuffix("-->\nmore") == true)
    }

    @Test(arguments: [
        "<!-- treeguard: begin", "<!-- treeguard: end -->\n<!-- treeguard: begin -->",
        "<!-- treeguard: begin\n<!-- treeguard: begin\n<!-- treeguard: end -->",
    ])
    func marksThatDoNotPairAreLeftAlone(old: String) {
        let file = AgentPages.agents(over: old, protecting: "main")
        #expect(file.text == nil)
        guard case .kept(_, let lines) = file.outcome else { return }
        #expect(lines.count > 5)
    }

    @Test(arguments: AgentTool.allCases)
    func settingsAreJoinedOnceAndKeepEverything(tool: AgentTool) throws {
        let new = try #require(tool.settings(over: nil).text)
        #expect(tool.settings(over: Array(new.utf8)).outcome == .inPlace)
        let old = #"{"z":1.50,"hooks":{"Other":[1],"Stop":[]},"a":[1e3,null]}"#
        let joined = try #require(tool.settings(over: Array(old.utf8)).text)
        #expect(tool.settings(over: Array(joined.utf8)).outcome == .inPlace)
        let value = try JSON.parse(Array(joined.utf8))
        #expect(value["z"] == .decimal("1.50"))
        #expect(value["a"] == .array([.decimal("1e3"), .null]))
        #expect(value["hooks"]?["Other"] == [1])
        #expect(joined.contains("treeguard hook \(tool.dialect.rawValue) || exit 2"))
    }

    @Test(
        arguments: AgentTool.allCases,
        ["[]", "{", "{\"hooks\":[]}", "{\"hooks\":{\"PreToolUse\":1,\"BeforeTool\":1,\"beforeShellExecution\":1}}"])
    func whatIsOtherwiseIsNotTouched(tool: AgentTool, old: String) {
        let file = tool.settings(over: Array(old.utf8))
        #expect(file.text == nil)
        guard case .kept(_, let lines) = file.outcome else {
            Issue.record("\(file.outcome)")
            return
        }
        #expect(lines.contains { $0.contains("treeguard hook") })
    }

    @Test func theTeamsFileSaysWhereAddressesAreAndNeverWhat() {
        let draft = TeamFileDraft(
            branch: "release/1",
            folders: [.init(path: "c", framework: "goose"), .init(path: "a \"b\"", framework: "plain")],
            environments: [
                .init(
                    name: "production", isRequired: true, source: EnvironmentSource(origin: "DATABASE_URL in my .env")),
                .init(name: "staging", isRequired: false, source: nil),
                .init(name: "local", isRequired: false, source: EnvironmentSource(origin: "LOCAL_DATABASE_URL")),
            ])
        #expect(
            draft.text == """
                # What TreeGuard guards, and where production is. It counts as it stands on the protected branch.
                [guard]
                \tprotect = release/1

                # Found here. plain: run by hand. none: left alone by TreeGuard.
                [migrations "a \\"b\\""]
                \t; framework = plain
                [migrations "c"]
                \tframework = goose

                [environment "production"]
                \trequired = true
                \turl = "dotenv:my .env#DATABASE_URL"

                # Nobody says yet where it is: env:NAME, dotenv:FILE#NAME, service:NAME or command:..., never a password.
                [environment "staging"]
                \t; url = env:STAGING_DATABASE_URL

                [environment "local"]
                \turl = env:LOCAL_DATABASE_URL

                """)
        #expect(EnvironmentSource(origin: "DATABASE_HOST and its like in .env") == .dotenv(file: ".env", name: nil))
        #expect(EnvironmentSource(origin: "the output of its command") == nil)
    }
}
