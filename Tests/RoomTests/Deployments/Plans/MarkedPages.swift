import Testing
import TreeGuardApp
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardReports
import TreeGuardVerdicts

/// A page that people and treeguard write together.
@Suite struct MarkedPages {
    private static let sections: [PageSection] = [
        .own("# Title"), .made("status", "first"), .own("\nwords"), .made("files", "one\ntwo"), .own("\n## Sign-off"),
    ]

    private func page(_ text: String) throws(MarkedPage.Damage) -> MarkedPage {
        try MarkedPage(Array(text.utf8), known: ["status", "files"])
    }

    @Test func whatIsBetweenTheMarksIsMadeAnewAndNothingElse() throws {
        let text = MarkedPage.new(MarkedPages.sections)
        let new = try page(text).replacing(["status": "second", "files": "three"])
        #expect(
            String(decoding: new, as: UTF8.self) == """
                # Title
                <!-- treeguard:status -->
                second
                <!-- /treeguard:status -->

                words
                <!-- treeguard:files -->
                three
                <!-- /treeguard:files -->

                ## Sign-off

                """)
        #expect(try page(text).replacing(["status": "first", "files": "one\ntwo"]) == Array(text.utf8))
    }

    /// Whatever people do to the lines that are theirs, they find them as they left them.
    @Test(arguments: 0..<200)
    func nothingThatAPersonWroteIsEverLost(seed: UInt64) throws {
        var chance = Chance(seed: seed)
        var lines = MarkedPage.new(MarkedPages.sections).split(separator: "\n", omittingEmptySubsequences: false)
            .map { Array($0.utf8) }
        for _ in 0..<12 { MarkedPages.edit(&lines, &chance) }
        if chance.below(3) == 0 { lines = lines.map { $0 + [UInt8(ascii: "\r")] } }
        let before = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
        let after = try MarkedPage(before, known: ["status", "files"]).replacing(["status": "s2", "files": "f\ng"])
        #expect(MarkedPages.own(after) == MarkedPages.own(before))
        let again = try MarkedPage(after, known: ["status", "files"]).replacing(["status": "s2", "files": "f\ng"])
        #expect(again == after)
        let text = String(decoding: after.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
        #expect(text.firstRange(of: "<!-- treeguard:status -->\ns2\n<!-- /treeguard:status -->") != nil)
    }

    private struct Chance {
        private var state: UInt64
        init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
        mutating func below(_ limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(limit))
        }
    }

    private static let written: [[UInt8]] = [
        Array("my words".utf8), [], Array("- [x] done".utf8), Array("<!-- a remark of mine -->".utf8),
        Array("treeguard:status is what I write about".utf8), [0xFF, 0xFE, 0x00], Array("   ".utf8),
        Array("```\nfence\n```".utf8), Array("日本語 — é".utf8),
    ]

    /// Adds, changes or takes out a line outside of the marks, or changes one between them.
    private static func edit(_ lines: inout [[UInt8]], _ chance: inout Chance) {
        let place = chance.below(lines.count + 1)
        let words = written[chance.below(written.count)]
        if chance.below(3) == 0, place < lines.count, !isMark(lines[place]) {
            if chance.below(2) == 0 { lines.remove(at: place) } else { lines[place] = words }
        } else {
            lines.insert(words, at: place)
        }
    }

    private static func isMark(_ line: [UInt8]) -> Bool {
        let text = String(decoding: line, as: UTF8.self)
        return text.hasPrefix("<!-- treeguard:") || text.hasPrefix("<!-- /treeguard:")
    }

    /// The lines that are not between marks, and the marks.
    private static func own(_ bytes: [UInt8]) -> [[UInt8]] {
        var isInside = false
        return bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).compactMap { line in
            let text = String(decoding: line, as: UTF8.self)
            if text.hasPrefix("<!-- /treeguard:") { isInside = false }
            defer { if text.hasPrefix("<!-- treeguard:") { isInside = true } }
            return isInside ? nil : Array(line)
        }
    }

    @Test(arguments: [
        ("<!-- treeguard:status -->\nx\n", 1, "does not end"),
        ("x\n<!-- /treeguard:status -->\n", 2, "did not begin"),
        ("<!-- treeguard:status -->\n<!-- treeguard:files -->\n", 2, "begins before status, of line 1, has ended"),
        ("<!-- treeguard:status -->\n<!-- /treeguard:files -->\n", 2, "did not begin"),
        (
            "<!-- treeguard:status -->\n<!-- /treeguard:status -->\n<!-- treeguard:status -->\n<!-- /treeguard:status -->",
            3, "there twice"
        ),
        ("<!-- treeguard:statsu -->\n<!-- /treeguard:statsu -->", 1, "no part called statsu"),
        ("<!-- treeguard:status --\nx\n<!-- /treeguard:status -->", 1, "no whole mark"),
        ("<!-- treeguard:STATUS -->", 1, "no whole mark"),
    ])
    func aDamagedMarkIsRefusedWithItsLine(_ text: String, _ line: Int, _ words: String) throws {
        let damage = #expect(throws: MarkedPage.Damage.self) { try page(text) }
        #expect(damage?.line == line)
        #expect(damage?.what.contains(words) == true, "\(damage?.what ?? "")")
    }

    @Test func textFromOutsideCannotEndThePartThatItStandsIn() throws {
        let text = MarkedPage.new([.made("status", "<!-- /treeguard:status -->\n<!-- treeguard:files -->")])
        #expect(try page(text).names == ["status"])
        let new = try page(text).replacing(["status": "a\n<!-- /treeguard:status -->"])
        #expect(try page(String(decoding: new, as: UTF8.self)).names == ["status"])
    }

    @Test func aPartThatSomebodyTookOutStaysOut() throws {
        let text = MarkedPage.new([.own("mine"), .made("files", "x")])
        let new = try page(text).replacing(["status": "s", "files": "y"])
        #expect(String(decoding: new, as: UTF8.self) == text.replacing("\nx\n", with: "\ny\n"))
    }

    /// The ticks must stay people's own: between marks, the next run would take their ticks away.
    @Test(arguments: PageTemplate.allCases)
    func nothingThatPeopleFillInIsBetweenMarks(template: PageTemplate) throws {
        let path: RepositoryPath = "db/001_x.sql"
        let contents = PageContents(
            source: "feature", target: "main",
            environment: PlanReport.Environment(name: "production", access: .notAsked),
            files: [PageContents.File(path: path, state: .pending, creates: ["table x"])], verification: [])
        for (_, part) in contents.parts { #expect(!part.contains("[ ]") && !part.contains("___")) }
        let page = template.page(contents, on: "2026-01-01")
        #expect(page.contains("[ ]") && page.contains("___") && page.contains("**Created**: 2026-01-01"))
        let read = try MarkedPage(Array(page.utf8), known: PageContents.names)
        #expect(read.replacing(contents.parts) == Array(page.utf8))
    }
}
