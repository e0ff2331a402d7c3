import TestSupport
import Testing
import TreeGuardBase
import TreeGuardReports
import TreeGuardRisk
import TreeGuardVerdicts

/// Every word that TreeGuard answers with can be looked up.
@Suite struct Explanations {
    @Test func everyCodeStateVerdictAndExitHasOne() {
        let words =
            Verdict.allCases.map(\.rawValue) + MigrationState.allCases.map(\.rawValue)
            + Failure.Code.allCases.map(\.rawValue) + Rule.all.map(\.code)
            + ExitCode.allCases.map { String($0.rawValue) }
        #expect(Explanation.all.map(\.word) == words)
        #expect(Set(words.map { $0.lowercased() }).count == words.count)
    }

    @Test(arguments: Explanation.all.map(\.word))
    func eachIsFoundByItsWordAndSaysSomething(word: String) throws {
        let explanation = try #require(Explanation.named(word))
        #expect(explanation.word == word)
        guard case .paragraph(let meaning)? = explanation.page.blocks.first else {
            Issue.record("docs/explain has no page for \(word), or it does not begin with a paragraph")
            return
        }
        #expect(meaning.hasSuffix("."))
        #expect(!explanation.page.blocks.contains(.point("")))
    }

    @Test(arguments: [
        ("safe", "SAFE"), ("Needs-Migration", "NEEDS_MIGRATION"), ("partial_migration", "PARTIAL_MIGRATION"),
        ("CONNECTION_REFUSED", "connection-refused"), ("connection refused", "connection-refused"),
        ("PENDING", "pending"), ("3", "3"), ("exit 3", "3"), ("exit-code-3", "3"), ("error", "ERROR"),
    ])
    func wordsAreFoundAsPeopleWriteThem(written: String, word: String) {
        #expect(Explanation.named(written)?.word == word)
    }

    /// A page that no word leads to is one that nobody reads.
    @Test func everyPageHasAWord() throws {
        let words = Set(
            Explanation.all.filter { $0.kind != "a hazard of a statement" }.map {
                $0.kind == "an exit code" ? "exit-\($0.word)" : $0.word
            })
        let pages = try ProjectFolder.files(below: "docs/explain", endingIn: ".md").compactMap { path in
            path.split(separator: "/").last.map { String($0.dropLast(3)) }
        }
        #expect(Set(pages) == words)
    }

    @Test func aPageIsReadAsItIsWritten() {
        let page = ExplanationPage("# x\n\nOne.\n\n## Why\n\n- a\n- b\n\n    c\n    d\n\n```sql\ne\n```\n")
        #expect(
            page.blocks == [
                .paragraph("One."), .heading("Why"), .point("a"), .point("b"), .example(["c", "d"]), .example(["e"]),
            ])
    }

    @Test(arguments: ["", "nothing", "exit", "connection", "-"])
    func otherWordsAreNot(word: String) { #expect(Explanation.named(word) == nil) }

    /// Example lines may be longer, for they are to be copied.
    @Test(arguments: Explanation.all.map(\.word))
    func proseKeepsToTheTerminal(word: String) throws {
        let explanation = try #require(Explanation.named(word))
        let lines = explanation.rendered(style: TextStyle(hasColors: false, hasSymbols: false, width: 60))
            .split(separator: "\n").filter { !$0.hasPrefix("    ") || $0.hasPrefix("    -") }
        #expect(lines.allSatisfy { $0.count <= 60 })
    }
}
