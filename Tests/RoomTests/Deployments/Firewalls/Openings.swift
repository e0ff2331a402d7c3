import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations

/// Which rule is ours, and what is remembered of it.
@Suite struct Openings {
    private static let settings: FirewallSettings = {
        var settings = FirewallSettings(name: "digitalocean")
        settings.cluster = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30"
        return settings
    }()

    private func opening(_ address: String = "203.0.113.7", at seconds: Int64 = 1000) throws -> Opening {
        Opening(
            id: "1f", Self.settings, try TrustedAddress(address), who: "Ada Lovelace <ada@example.com>",
            opened: Timestamp(secondsSinceEpoch: seconds), for: .seconds(900), isHeld: true)
    }

    private func rule(_ value: String, id: String?, _ description: String? = nil, type: String = "ip_addr") throws
        -> FirewallRule
    {
        try #require(
            FirewallRule(
                .object([
                    "uuid": id.map(JSON.string), "type": .string(type), "value": .string(value),
                    "description": description.map(JSON.string),
                ])))
    }

    @Test func aLineIsReadAsItWasWritten() throws {
        var opening = try opening()
        #expect(Opening(line: opening.line.dropLast()) == opening)
        opening.rule = "79f26d28"
        opening.isHeld = false
        opening.closed = Timestamp(secondsSinceEpoch: 1500)
        #expect(Opening(line: opening.line.dropLast()) == opening)
    }

    @Test(arguments: ["", "1f", "a b c d e f g 1 2 3 held", "% % % 1.2.3.4 % % % 1 2 x held"])
    func whatWasNeverWrittenIsNoOpening(line: String) { #expect(Opening(line: line) == nil) }

    @Test func aRuleIsOursByItsIdOrItsDescription() throws {
        var opening = try opening()
        opening.rule = "one"
        #expect(opening.added(try rule("203.0.113.7", id: "one")))
        #expect(opening.added(try rule("203.0.113.7/32", id: "one")))
        // Another tool that drops descriptions, or a provider that gives ids anew.
        #expect(opening.added(try rule("203.0.113.7", id: "other", opening.mark)))
        #expect(opening.added(try rule("203.0.113.7", id: "one", "renamed by somebody")))
    }

    @Test func aRuleOfSomebodyElseIsNot() throws {
        var opening = try opening()
        #expect(!opening.added(try rule("203.0.113.8", id: nil, opening.mark)))
        #expect(!opening.added(try rule("203.0.113.7", id: "x", "office")))
        #expect(!opening.added(try rule("203.0.113.7", id: "x", opening.mark, type: "tag")))
        opening.rule = "one"
        #expect(!opening.added(try rule("203.0.113.7", id: "other")))
        #expect(!opening.added(try rule("203.0.113.7", id: nil)))
    }

    /// After we wrote, the address may be let in by a rule that somebody else wrote meanwhile.
    @Test func aRuleThatSaysSomethingElseIsNotRecognised() throws {
        var opening = try opening()
        for known in [nil, "one"] {
            opening.rule = known
            #expect(!opening.isRecognised(try rule("203.0.113.7", id: "x", "office")))
            #expect(!opening.isRecognised(try rule("203.0.113.7", id: "x", "treeguard 2e, until later")))
            #expect(opening.isRecognised(try rule("203.0.113.7", id: "x", opening.mark)))
            #expect(opening.isRecognised(try rule("203.0.113.7", id: "x")))
        }
    }

    @Test func withoutAnIdTheRuleThatCameIsOursUntilItWasClosed() throws {
        var opening = try opening()
        #expect(opening.added(try rule("203.0.113.7", id: "new")))
        opening.closed = opening.until
        #expect(!opening.added(try rule("203.0.113.7", id: "new")))
    }

    @Test func aClockThatWasSetBackDoesNotKeepItOpen() throws {
        let opening = try opening(at: 1000)
        #expect(!opening.isOver(at: Timestamp(secondsSinceEpoch: 1899)))
        #expect(opening.isOver(at: Timestamp(secondsSinceEpoch: 1900)))
        #expect(opening.isOver(at: Timestamp(secondsSinceEpoch: 999)))
    }

    @Test func aNewRuleSaysWhoseItIsAndUntilWhen() throws {
        let opening = try opening()
        let rule = FirewallRule(letting: opening.address, description: opening.mark)
        #expect(
            rule.json.line
                == #"{"type":"ip_addr","value":"203.0.113.7","description":"treeguard 1f, until 1970-01-01T00:31:40Z"}"#
        )
    }
}
