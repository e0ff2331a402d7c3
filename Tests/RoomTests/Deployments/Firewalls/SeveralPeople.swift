import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardSchema

/// Several people change the same rules at once, in every order that chance gives: nobody loses a rule, and nothing comes
/// back that somebody took away.
@Suite struct SeveralPeople {
    /// One request takes at most this long, from its reading to its writing as well.
    private static let longestGap = 10
    /// So a change is looked at again after more than that.
    private static let settling = 12

    /// The provider: whoever writes replaces everything.
    private struct Server {
        var rules: [FirewallRule]
        private var count = 0

        init(_ rules: [FirewallRule]) { self.rules = rules }

        mutating func replace(_ new: [FirewallRule]) {
            rules = new.map { rule in
                guard rule.id == nil else { return rule }
                count += 1
                let members: [JSON.Member] = [JSON.Member("uuid", .string("new-\(count)"))]
                guard case .object(let known) = rule.json else { return rule }
                return FirewallRule(.object(members + known)) ?? rule
            }
        }
    }

    private struct Person {
        var change: RuleChange
        var step = RuleChange.first
        /// When the step is carried out.
        var time: Int
        /// Everything that this person has read, and the rule that is added.
        var known: Set<String>
        var outcome: RuleChange.Outcome?
    }

    /// xorshift: the same seed plays the same story.
    private struct Chance: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    /// Plays it to the end; gives what everybody met.
    private func play(_ people: inout [Person], _ server: inout Server, _ chance: inout Chance) {
        while let next = people.indices.filter({ people[$0].outcome == nil }).min(by: {
            people[$0].time < people[$1].time
        }) {
            let event: RuleChange.Event
            switch people[next].step {
            case .read:
                event = .rules(server.rules)
                people[next].known.formUnion(server.rules.map(\.value))
            case .write(let rules):
                #expect(rules.allSatisfy { people[next].known.contains($0.value) }, "somebody wrote what he never saw")
                server.replace(rules)
                event = .written
            case .pause: event = .paused
            case .done(let outcome):
                people[next].outcome = outcome
                continue
            case .giveUp(let failure):
                Issue.record("given up: \(failure.why)")
                return
            }
            people[next].step = people[next].change.next(after: event)
            switch people[next].step {
            case .write: people[next].time += Int.random(in: 1..<Self.longestGap, using: &chance)
            case .pause: people[next].time += Int.random(in: Self.settling...(Self.settling + 6), using: &chance)
            default: people[next].time += 1
            }
        }
    }

    private func opener(_ address: String, id: String, at time: Int) throws -> Person {
        let opening = try RuleChanges.opening(address, id: id)
        let rule = FirewallRule(letting: opening.address, description: opening.mark)
        return Person(
            change: RuleChange(.added(rule, to: opening.address), mostRules: 100), time: time, known: [address])
    }

    @Test func twoWhoOpenAtOnceLoseNeither() throws {
        for seed in 1...500 { try twoWhoOpenAtOnceLoseNeither(seed) }
    }

    private func twoWhoOpenAtOnceLoseNeither(_ seed: Int) throws {
        var chance = Chance(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
        var server = Server([RuleChanges.rule("192.0.2.1"), RuleChanges.rule("192.0.2.2")])
        var people = [
            try opener("203.0.113.7", id: "a", at: Int.random(in: 0...20, using: &chance)),
            try opener("203.0.113.8", id: "b", at: Int.random(in: 0...20, using: &chance)),
        ]
        play(&people, &server, &chance)
        #expect(
            Set(server.rules.map(\.value)) == ["192.0.2.1", "192.0.2.2", "203.0.113.7", "203.0.113.8"], "seed \(seed)")
        #expect(server.rules.count == 4)
    }

    @Test func oneWhoOpensAndOneWhoClosesBothHaveTheirWay() throws {
        for seed in 1...500 { try oneWhoOpensAndOneWhoClosesBothHaveTheirWay(seed) }
    }

    private func oneWhoOpensAndOneWhoClosesBothHaveTheirWay(_ seed: Int) throws {
        var chance = Chance(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
        var opening = try RuleChanges.opening("203.0.113.9", id: "c")
        opening.rule = "ours"
        var server = Server([RuleChanges.rule("192.0.2.1"), RuleChanges.rule("203.0.113.9", id: "ours")])
        var people = [
            try opener("203.0.113.7", id: "a", at: Int.random(in: 0...20, using: &chance)),
            Person(
                change: RuleChange(.removed(opening), mostRules: 100), time: Int.random(in: 0...20, using: &chance),
                known: []),
        ]
        play(&people, &server, &chance)
        #expect(Set(server.rules.map(\.value)) == ["192.0.2.1", "203.0.113.7"], "seed \(seed)")
    }

    /// Somebody takes a rule away on the provider's page while nobody is between reading and writing.
    @Test func whatSomebodyTookAwayBetweenTwoReadingsStaysAway() throws {
        for seed in 1...50 { try whatSomebodyTookAwayBetweenTwoReadingsStaysAway(seed) }
    }

    private func whatSomebodyTookAwayBetweenTwoReadingsStaysAway(_ seed: Int) throws {
        var chance = Chance(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
        var server = Server([RuleChanges.rule("192.0.2.1"), RuleChanges.rule("192.0.2.2")])
        var first = try opener("203.0.113.7", id: "a", at: 0)
        // Read and written once; then that rule and ours are gone.
        first.step = first.change.next(after: .rules(server.rules))
        first.known.formUnion(server.rules.map(\.value))
        server.replace([RuleChanges.rule("192.0.2.1")])
        first.step = first.change.next(after: .written)
        var people = [first]
        play(&people, &server, &chance)
        #expect(Set(server.rules.map(\.value)) == ["192.0.2.1", "203.0.113.7"])
    }
}
