import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations

/// The machine that changes rules, told one event after the other.
@Suite struct RuleChanges {
    static let settings = FirewallSettings(name: "digitalocean")
    static let passing = Failure(.firewallUnreachable, what: "what", why: "why", next: "next")

    static func rule(_ value: String, id: String? = nil) -> FirewallRule {
        guard
            let rule = FirewallRule(
                .object(["uuid": .string(id ?? "id-\(value)"), "type": "ip_addr", "value": .string(value)]))
        else { preconditionFailure("every rule here has a type and a value") }
        return rule
    }

    static func opening(_ address: String, id: String = "1f") throws -> Opening {
        Opening(
            id: id, settings, try TrustedAddress(address), who: "Ada", opened: Timestamp(secondsSinceEpoch: 0),
            for: .seconds(900), isHeld: true)
    }

    private func adding(_ address: String) throws -> (change: RuleChange, rule: FirewallRule) {
        let opening = try Self.opening(address)
        let rule = FirewallRule(letting: opening.address, description: opening.mark)
        return (RuleChange(.added(rule, to: opening.address), mostRules: 100), rule)
    }

    @Test func oneMoreIsWrittenAndLookedAtAgain() throws {
        var (change, rule) = try adding("203.0.113.7")
        let office = Self.rule("192.0.2.1")
        #expect(change.next(after: .rules([office])) == .write([office, rule]))
        #expect(change.next(after: .written) == .pause(.settle))
        #expect(change.next(after: .paused) == .read)
        #expect(change.next(after: .rules([office, rule])) == .done(.changed(rule, writes: 1)))
    }

    @Test func whatSomebodyElseDidMeanwhileStays() throws {
        var (change, rule) = try adding("203.0.113.7")
        let (office, droplet, theirs) = (Self.rule("192.0.2.1"), Self.rule("192.0.2.2"), Self.rule("192.0.2.3"))
        _ = change.next(after: .rules([office, droplet]))
        _ = change.next(after: .written)
        // Ours was lost, droplet was taken away by somebody, theirs is new.
        #expect(change.next(after: .rules([office, theirs])) == .write([office, theirs, rule]))
        _ = change.next(after: .written)
        #expect(change.next(after: .rules([theirs, rule])) == .done(.changed(rule, writes: 2)))
    }

    @Test func anAddressThatIsLetInAlreadyIsNotWritten() throws {
        var (change, _) = try adding("203.0.113.7")
        let office = Self.rule("203.0.113.7/32")
        #expect(change.next(after: .rules([office])) == .done(.wasSo(office)))
    }

    /// The first rule shuts out everybody else, and the last one that goes lets everybody in.
    @Test func aFirewallWithoutRulesIsNeitherBegunNorLeft() throws {
        var (change, _) = try adding("203.0.113.7")
        #expect(change.next(after: .rules([])) == .done(.openToAll))
        var opening = try Self.opening("203.0.113.7")
        opening.rule = "ours"
        var closing = RuleChange(.removed(opening), mostRules: 100)
        guard case .giveUp(let failure) = closing.next(after: .rules([Self.rule("203.0.113.7", id: "ours")])) else {
            Issue.record("the last rule was taken away")
            return
        }
        #expect(failure.code == .firewallNotEnsured)
    }

    @Test func onlyOurOwnRuleIsTakenAway() throws {
        var opening = try Self.opening("203.0.113.7")
        opening.rule = "ours"
        let (ours, twin) = (Self.rule("203.0.113.7", id: "ours"), Self.rule("203.0.113.7", id: "theirs"))
        let office = Self.rule("192.0.2.1")
        var closing = RuleChange(.removed(opening), mostRules: 100)
        #expect(closing.next(after: .rules([office, ours, twin])) == .write([office, twin]))
        _ = closing.next(after: .written)
        #expect(closing.next(after: .rules([office, twin])) == .done(.replaced(twin)))
        var again = RuleChange(.removed(opening), mostRules: 100)
        #expect(again.next(after: .rules([office])) == .done(.wasSo(nil)))
    }

    @Test func aFullFirewallIsSaid() throws {
        let opening = try Self.opening("203.0.113.7")
        let rule = FirewallRule(letting: opening.address, description: opening.mark)
        var change = RuleChange(.added(rule, to: opening.address), mostRules: 2)
        guard case .giveUp(let failure) = change.next(after: .rules([Self.rule("1.1.1.1"), Self.rule("1.1.1.2")]))
        else {
            Issue.record("a third rule was written")
            return
        }
        #expect(failure.why == "the firewall has 2 rules, and takes no more")
    }

    @Test func writesThatAreUndoneAgainAndAgainAreGivenUp() throws {
        var (change, _) = try adding("203.0.113.7")
        let office = Self.rule("192.0.2.1")
        var step = change.next(after: .rules([office]))
        var count = 0
        while case .write = step {
            count += 1
            _ = change.next(after: .written)
            step = change.next(after: .rules([office]))
        }
        guard case .giveUp(let failure) = step else {
            Issue.record("it ended with \(step)")
            return
        }
        #expect(count == 6 && failure.code == .firewallNotEnsured)
    }

    /// Whoever heard nothing of a write looks first, for it may have come through.
    @Test func aFaultIsWaitedOutAndThenTheRulesAreReadAnew() throws {
        var (change, rule) = try adding("203.0.113.7")
        let office = Self.rule("192.0.2.1")
        _ = change.next(after: .rules([office]))
        #expect(change.next(after: .fault(Self.passing, retryAfter: nil)) == .pause(.backOff(1)))
        #expect(change.next(after: .paused) == .read)
        #expect(change.next(after: .fault(Self.passing, retryAfter: .seconds(7))) == .pause(.asTold(.seconds(7))))
        _ = change.next(after: .paused)
        #expect(change.next(after: .rules([office, rule])) == .done(.changed(rule, writes: 1)))
    }

    @Test func faultsAndWaitsHaveAnEnd() throws {
        var (change, _) = try adding("203.0.113.7")
        for count in 1...4 {
            #expect(change.next(after: .fault(Self.passing, retryAfter: nil)) == .pause(.backOff(count)))
        }
        #expect(change.next(after: .fault(Self.passing, retryAfter: nil)) == .giveUp(Self.passing))
        var (other, _) = try adding("203.0.113.7")
        #expect(other.next(after: .fault(Self.passing, retryAfter: .seconds(3600))) == .giveUp(Self.passing))
    }
}
