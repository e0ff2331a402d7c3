import Testing
import TreeGuardBase
import TreeGuardReports
import TreeGuardVerdicts

/// Rules for every text report, whatever it says.
@Suite struct TextReports {
    @Test(arguments: CheckCase.all, Look.allCases.filter { $0 != .color })
    func nothingForeignReachesTheTerminal(sample: CheckCase, look: Look) {
        let text = look.format.render(sample.report, look.style, look.detail)
        let foreign = text.unicodeScalars.filter { scalar in
            scalar != "\n" && (scalar.properties.generalCategory == .control || scalar.properties.isBidiControl)
        }
        #expect(foreign.isEmpty)
        #expect(!text.contains(" \n") && !text.contains("\n\n\n") && text.hasSuffix("\n"))
    }

    @Test(arguments: CheckCase.all)
    func plainTextIsASCIIWhereTheNamesAre(sample: CheckCase) {
        guard sample.name != "long-names", sample.name != "hostile-names" else { return }
        let text = Format.text.render(sample.report, .plain, .full)
        #expect(text.unicodeScalars.filter { !$0.isASCII } == [])
    }

    @Test(arguments: CheckCase.all)
    func everyVerdictHasItsSentence(sample: CheckCase) {
        let sentence = sample.report.summary.sentence
        switch sample.report.verdict {
        case .safe: #expect(sentence.hasPrefix("READY TO MERGE - "))
        case .needsMigration: #expect(sentence.hasPrefix("NEEDS_MIGRATION - "))
        case .partialMigration: #expect(sentence.hasPrefix("PARTIAL_MIGRATION - "))
        case .error: #expect(sentence.hasPrefix("ERROR - ") || sentence.hasPrefix("LOCAL OK - "))
        }
    }

    @Test func theSentencesThatPeopleKnowAreKept() {
        let sentences = Set(CheckCase.all.map(\.report.summary.sentence))
        #expect(sentences.contains("READY TO MERGE - Production is up to date"))
        #expect(sentences.contains("LOCAL OK - Production deployment pending (firewall/access issue)"))
        #expect(sentences.contains("NEEDS_MIGRATION - 2 pending. Deploy before you merge."))
        #expect(sentences.contains("PARTIAL_MIGRATION - 1 partial, 1 pending. Look before you merge."))
    }

    @Test func everyFormatIsFoundByItsName() {
        #expect(Format.all.first?.name == "text")
        #expect(Set(Format.all.map(\.name)).count == Format.all.count)
        #expect(Format.named("json")?.isForPrograms == true)
        #expect(Format.named("yaml") == nil)
    }
}
