import Testing
import TreeGuardBase
import TreeGuardReports
import TreeGuardVerdicts

/// Every word that TreeGuard answers with can be looked up.
@Suite struct Explanations {
    @Test func everyCodeStateVerdictAndExitHasOne() {
        let words =
            Verdict.allCases.map(\.rawValue) + MigrationState.allCases.map(\.rawValue)
            + Failure.Code.allCases.map(\.rawValue) + ExitCode.allCases.map { String($0.rawValue) }
        #expect(Explanation.all.map(\.word) == words)
        #expect(Set(words.map { $0.lowercased() }).count == words.count)
    }

    @Test(arguments: Explanation.all.map(\.word))
    func eachIsFoundByItsWordAndSaysSomething(word: String) throws {
        let explanation = try #require(Explanation.named(word))
        #expect(explanation.word == word)
        #expect(explanation.text.meaning.hasSuffix("."))
        #expect((explanation.text.causes + explanation.text.remedies).allSatisfy { !$0.isEmpty })
    }

    @Test(arguments: [
        ("safe", "SAFE"), ("Needs-Migration", "NEEDS_MIGRATION"), ("partial_migration", "PARTIAL_MIGRATION"),
        ("CONNECTION_REFUSED", "connection-refused"), ("connection refused", "connection-refused"),
        ("PENDING", "pending"), ("3", "3"), ("exit 3", "3"), ("exit-code-3", "3"), ("error", "ERROR"),
    ])
    func wordsAreFoundAsPeopleWriteThem(written: String, word: String) {
        #expect(Explanation.named(written)?.word == word)
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
