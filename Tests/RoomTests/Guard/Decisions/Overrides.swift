import Testing
import TreeGuardBase
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardVerdicts

/// A person's word: what it is bound to, how long it lives, and what is refused.
@Suite struct Overrides {
    private let now = Timestamp(secondsSinceEpoch: 1_000_000)
    private let commit = ObjectID(hex: "0123456789abcdef0123456789abcdef01234567")

    private func item(_ key: String, _ content: String? = "aa", _ change: Migration.Change = .new) -> MigrationSet.Item
    {
        MigrationSet.Item(
            identity: Migration.Identity(framework: "plain", key: key), change: change, content: content)
    }

    @Test func aSetIsItsTargetItsMigrationsAndTheirContent() {
        let set = MigrationSet(into: "main", [item("1"), item("2")])
        #expect(set == MigrationSet(into: "main", [item("2"), item("1")]))
        #expect(set != MigrationSet(into: "release/1", [item("1"), item("2")]))
        #expect(set != MigrationSet(into: "main", [item("1")]))
        #expect(set != MigrationSet(into: "main", [item("1"), item("2", "bb")]))
        #expect(set != MigrationSet(into: "main", [item("1"), item("2", "aa", .edited)]))
        #expect(MigrationSet(into: "main", [item("a b")]) != MigrationSet(into: "main", [item("a", "b")]))
    }

    @Test func anOverrideCoversItsSetInItsTime() {
        let set = MigrationSet(into: "main", [item("1")])
        let override = Override(set, who: "a", reason: "b", given: now, lifetime: .seconds(60))
        #expect(override.covers(set, at: now))
        #expect(override.covers(set, at: Timestamp(secondsSinceEpoch: 1_000_059)))
        #expect(!override.covers(set, at: Timestamp(secondsSinceEpoch: 1_000_060)))
        #expect(!override.covers(set, at: Timestamp(secondsSinceEpoch: 999_999)))
        #expect(!override.covers(MigrationSet(into: "main", [item("2")]), at: now))
        #expect(Override(line: override.line.dropLast()) == override)
    }

    @Test(arguments: ["", "x y", "allow a b c d 1", "someone a b c d 1 2"])
    func whatIsNoLineOfOursIsNoOverride(line: String) { #expect(Override(line: line) == nil) }

    @Test(arguments: [("30m", 1800), ("90s", 90), ("24h", 86400)])
    func aTimeIsRead(text: String, seconds: Int) throws {
        #expect(try AllowRequest(reason: "r", lifetime: text, isAllowed: true).lifetime == .seconds(seconds))
    }

    @Test(arguments: ["", "30", "0m", "-5m", "25h", "1d", "99999999999999999999h"])
    func aTimeThatIsNoneIsRefused(text: String) {
        #expect(throws: Failure.self) { try AllowRequest(reason: "r", lifetime: text, isAllowed: true) }
    }

    @Test func withoutAReasonOrAgainstTheTeamNothingIsAllowed() {
        #expect(throws: Failure.self) { try AllowRequest(reason: nil, lifetime: nil, isAllowed: true) }
        #expect(throws: Failure.self) { try AllowRequest(reason: " \t", lifetime: nil, isAllowed: true) }
        let failure = #expect(throws: Failure.self) { try AllowRequest(reason: "r", lifetime: nil, isAllowed: false) }
        #expect(failure?.why.contains("guard.allowOverride") == true)
    }

    @Test func theVariableIsBoundToItsCommit() {
        let set = MigrationSet(into: "main", [item("1")])
        let variable = AllowVariable("0123456: hotfix: now ")
        #expect(variable == .given(commit: "0123456", reason: "hotfix: now"))
        let override = variable?.override(for: set, landing: commit, who: "a", at: now, isAllowed: true)
        #expect(override?.covers(set, at: now) == true)
        #expect(override?.source == .environment)
        #expect(variable?.override(for: set, landing: commit, who: "a", at: now, isAllowed: false) == nil)
        let other = ObjectID(hex: "ff" + commit.hex.dropFirst(2))
        #expect(variable?.override(for: set, landing: other, who: "a", at: now, isAllowed: true) == nil)
    }

    @Test(arguments: ["yes", "hotfix", "0123:short", "0123456", "0123456:", "0123456:  ", "main:reason"])
    func aVariableThatIsNotBoundCountsForNothing(value: String) {
        guard case .unusable = AllowVariable(value) else {
            Issue.record("\(value) was taken")
            return
        }
    }

    @Test func noVariableIsNone() {
        #expect(AllowVariable(nil) == nil)
        #expect(AllowVariable("") == nil)
    }
}

/// Entries are read as they were written.
@Suite struct AuditLines {
    @Test func aLineIsReadAsItWasWritten() throws {
        let set = MigrationSet(target: "main", digest: "0f")
        let time = Timestamp(secondsSinceEpoch: 1_709_164_799)
        for entry in [
            AuditEntry(.stopped, set, at: time, who: "Ada"),
            AuditEntry(
                .overridden, set, at: time, who: "Ada", reason: "a \"b\"\n", commit: "c0", verdict: .error, road: "push"
            ),
        ] {
            #expect(AuditEntry(line: entry.line) == entry)
            #expect(AuditEntry(line: entry.line.dropLast(5)) == nil)
        }
    }

    @Test(arguments: [0, 951_782_400, 1_709_164_799, 1_709_251_200, 4_102_444_799, 253_402_300_799])
    func aMomentIsReadAsItWasWritten(seconds: Int64) {
        let time = Timestamp(secondsSinceEpoch: seconds)
        #expect(Timestamp(time.description) == time)
    }

    @Test(arguments: [
        "", "2026-03-01", "2026-06-31T00:00:00Z", "2026-03-01 00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-03-01T24:00:00Z",
    ])
    func whatIsNoMomentIsNotRead(text: String) { #expect(Timestamp(text) == nil) }
}
