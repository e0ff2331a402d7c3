import TestSupport
import Testing
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardRisk

/// A page of docs/rules is prose and test at once: each of its examples is tried.
@Suite struct RulePages {
    private func examples(_ rule: Rule, under title: String) throws -> [String] {
        let page = ExplanationPage(try ProjectFolder.text(of: "docs/rules/\(rule.code).md"))
        let start = try #require(page.blocks.firstIndex(of: .heading(title)), "no heading \(title)")
        return page.blocks[(start + 1)...].prefix { if case .heading = $0 { false } else { true } }
            .compactMap { if case .example(let lines) = $0 { lines.joined(separator: "\n") } else { nil } }
    }

    private func found(_ sql: String) throws -> [String] {
        var tableFacts = TableFacts()
        tableFacts.add(["path", nil, "public", nil, nil, nil])
        tableFacts.add(["relation", "public", "orders", nil, nil, "r", "200000000", "2000000"])
        return try PlanSurvey(.ofFile(sql), tableFacts).hazards.map(\.hazard.hazardKind.rawValue)
    }

    @Test(arguments: Rule.all.map(\.code))
    func itsExamplesAreWhatItSays(code: String) throws {
        let rule = try #require(Rule.all.first { $0.code == code })
        let (bad, good) = (try examples(rule, under: "Found"), try examples(rule, under: "Not found"))
        #expect(bad.count > 1 && good.count > 1)
        for sql in bad { #expect(try found(sql) == [code], "\(sql)") }
        for sql in good { #expect(try !found(sql).contains(code), "\(sql)") }
    }

    @Test func everyPageHasARule() throws {
        let pages = try ProjectFolder.files(below: "docs/rules", endingIn: ".md")
        #expect(pages == (Rule.all.map(\.code) + ["README"]).map { "docs/rules/\($0).md" }.sorted())
    }
}
