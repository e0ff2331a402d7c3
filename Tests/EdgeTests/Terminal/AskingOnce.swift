import Glibc
import TestSupport
import Testing
import TreeGuardApp
import TreeGuardBase
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardSystem
import TreeGuardTerminal

/// One question per git command, and what is remembered of people's decisions.
@Suite struct AskingOnce {
    private let now = Timestamp(secondsSinceEpoch: 1_000_000)

    private func memo(_ folder: TemporaryFolder, process: Int32 = 7, at time: Int64 = 1_000_000) -> AnsweredOnce {
        AnsweredOnce(
            commonDirectory: folder.path, command: CommandIdentity(process: process, started: "1"),
            now: { Timestamp(secondsSinceEpoch: time) })
    }

    @Test func theSecondHookOfACommandDoesNotAsk() throws {
        let folder = try TemporaryFolder()
        #expect(try memo(folder).answer(to: "set a") { "yes" } == "yes")
        #expect(try memo(folder).answer(to: "set a") { "no" } == "yes")
    }

    @Test func anotherCommandAnotherQuestionAndAnotherTimeAsk() throws {
        let folder = try TemporaryFolder()
        #expect(try memo(folder).answer(to: "set a") { "yes" } == "yes")
        #expect(try memo(folder).answer(to: "set b") { "no" } == "no")
        #expect(try memo(folder, process: 8).answer(to: "set a") { "no" } == "no")
        #expect(try memo(folder, at: 1_000_121).answer(to: "set a") { "no" } == "no")
    }

    @Test func whatWasNotAnsweredIsNotRemembered() throws {
        let folder = try TemporaryFolder()
        #expect(try memo(folder).answer(to: "set a") { nil } == nil)
        #expect(try memo(folder).answer(to: "set a") { "yes" } == "yes")
    }

    @Test func hooksThatRunSideBySideAskOnce() async throws {
        let folder = try TemporaryFolder()
        let answers = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<8 {
                group.addTask { try memo(folder).answer(to: "set") { "answer \(number)" } }
            }
            return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(answers.count == 1)
    }

    @Test func whereNobodyIsThereNothingIsRemembered() throws {
        let folder = try TemporaryFolder()
        let nobody = PersonAtTerminal(environment: ["TREEGUARD_TTY": "0"])
        let question = PromptQuestion("Go on?")
        #expect(nobody.absence() == "TREEGUARD_TTY is 0")
        #expect(
            try nobody.askOnce(question, about: "set", memo(folder)) == .noTerminal("TREEGUARD_TTY is 0"))
        #expect(try memo(folder).answer(to: "set") { "yes" } == "yes")
        #expect(try nobody.askOnce(question, about: "set", memo(folder)) == .chosen(.yes))
    }

    @Test func theGitAboveUsIsFoundByItsStart() {
        let records = ProcessAncestry.ancestors(of: getpid())
        #expect(records.first?.id == getpid())
        #expect(records.allSatisfy { !$0.started.isEmpty })
        #expect(ProcessAncestry.gitCommand().process > 0)
    }

    @Test func anOverrideIsFoundUntilItExpires() throws {
        let folder = try TemporaryFolder()
        let records = DecisionRecords(commonDirectory: folder.path)
        let set = MigrationSet(into: "main", [])
        let other = MigrationSet(into: "release/1", [])
        #expect(try records.override(for: set, at: now) == nil)
        let given = Override(set, who: "A Person <a@example.com>", reason: "the 2 a.m. fix: é", given: now)
        try records.allow(given)
        #expect(try records.override(for: set, at: now) == given)
        #expect(try records.override(for: other, at: now) == nil)
        #expect(try records.override(for: set, at: Timestamp(secondsSinceEpoch: 1_001_800)) == nil)
        try records.allow(Override(other, who: "b", reason: "c", given: Timestamp(secondsSinceEpoch: 2_000_000)))
        #expect(try records.overrides(at: Timestamp(secondsSinceEpoch: 2_000_000)).map(\.target) == ["release/1"])
    }

    @Test func theAuditFileOnlyGrowsAndItsLinesNeverMix() async throws {
        let folder = try TemporaryFolder()
        let records = DecisionRecords(commonDirectory: folder.path)
        let set = MigrationSet(into: "main", [])
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask { [now] in
                    try? records.record(
                        AuditEntry(
                            .overridden, set, at: now, who: "a\nb", reason: String(repeating: "\(number)", count: 3000))
                    )
                }
            }
        }
        let lines = String(decoding: try Files.read(records.auditPath), as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 50)
        #expect(lines.allSatisfy { $0.hasPrefix("{\"time\":\"1970-01-12T13:46:40Z\",\"event\":\"overridden\"") })
        #expect(lines.allSatisfy { $0.hasSuffix("}") && $0.contains("a\\nb") })
    }
}
