import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// One change to a firewall's rules, as a state machine: it returns the next step and is told the result.
///
/// The API can only replace the whole list, and has no compare-and-swap. So every write is the list just read, with one
/// rule more or less. After a pause, in which others who read the old list finish writing, the list is read again; what
/// was lost by then is put back into the current list. Apart from our own rule, we never write a rule that the last
/// reading did not contain.
package struct RuleChange: Sendable {
    package enum Goal: Sendable, Hashable {
        /// This rule must exist.
        case added(FirewallRule, to: TrustedAddress)
        /// The rule that this opening added must not exist.
        case removed(Opening)
    }

    package enum Step: Sendable, Hashable {
        case read
        case write([FirewallRule])
        case pause(Pause)
        case done(Outcome)
        case giveUp(Failure)
    }

    package enum Pause: Sendable, Hashable {
        /// Waits until others who read before our last write have written.
        case settle
        /// Waits after a fault, longer after each one.
        case backOff(Int)
        /// Waits as long as the provider asked for.
        case asTold(Duration)
    }

    package enum Event: Sendable, Hashable {
        case rules([FirewallRule])
        case written
        case paused
        /// A fault that may pass. The write may have succeeded all the same.
        case fault(Failure, retryAfter: Duration?)
    }

    package enum Outcome: Sendable, Hashable {
        /// Nothing was written, because the goal was met already; with the existing rule, if any.
        case wasSo(FirewallRule?)
        case changed(FirewallRule?, writes: Int)
        /// The firewall has no rules and lets everybody in: a first rule would shut out all others.
        case openToAll
        /// Somebody else's rule replaced ours.
        case replaced(FirewallRule)
    }

    private let goal: Goal
    private let mostRules: Int
    private let mostWrites: Int
    private let mostFaults: Int
    /// The longest wait that we accept from the provider.
    private let longestWait: Duration
    package private(set) var writes = 0
    private var faults = 0

    package init(
        _ goal: Goal, mostRules: Int, mostWrites: Int = 6, mostFaults: Int = 4, longestWait: Duration = .seconds(60)
    ) {
        self.goal = goal
        self.mostRules = mostRules
        self.mostWrites = mostWrites
        self.mostFaults = mostFaults
        self.longestWait = longestWait
    }

    package static let first = Step.read

    package mutating func next(after event: Event) -> Step {
        switch event {
        case .paused: return .read
        case .written: return .pause(.settle)
        case .rules(let rules): return next(knowing: rules)
        case .fault(let failure, let wait):
            faults += 1
            guard faults <= mostFaults, (wait ?? .zero) <= longestWait else { return .giveUp(failure) }
            return .pause(wait.map { .asTold($0) } ?? .backOff(faults))
        }
    }

    private mutating func next(knowing rules: [FirewallRule]) -> Step {
        switch goal {
        case .added(let rule, let address):
            if rules.isEmpty { return .done(.openToAll) }
            let there = rules.filter { $0.lets(address) }
            if let found = there.first(where: { $0.description == rule.description }) ?? there.first {
                return .done(writes == 0 ? .wasSo(found) : .changed(found, writes: writes))
            }
            guard rules.count < mostRules else { return .giveUp(Self.full(rules.count)) }
            return write(rules + [rule])
        case .removed(let opening):
            let others = rules.filter { !opening.added($0) }
            if others.count == rules.count {
                if let other = rules.first(where: { $0.lets(opening.address) }) { return .done(.replaced(other)) }
                return .done(writes == 0 ? .wasSo(nil) : .changed(nil, writes: writes))
            }
            guard !others.isEmpty else { return .giveUp(Self.last(opening)) }
            return write(others)
        }
    }

    private mutating func write(_ rules: [FirewallRule]) -> Step {
        guard writes < mostWrites else { return .giveUp(Self.contended(writes)) }
        writes += 1
        return .write(rules)
    }

    private static func full(_ count: Int) -> Failure {
        Failure(
            .firewallNotEnsured, what: "the address was not added",
            why: "the firewall has \(count) rules, and takes no more", next: "remove one that nobody needs")
    }

    private static func last(_ opening: Opening) -> Failure {
        Failure(
            .firewallNotEnsured, what: "\(opening.address) is still let in",
            why: "it is the last rule: without any, the database lets everybody in",
            next: "add the rule that is to stay, then: treeguard firewall close")
    }

    private static func contended(_ writes: Int) -> Failure {
        Failure(
            .firewallNotEnsured, what: "the firewall's rules could not be changed for certain",
            why: "somebody else changes them at the same time: \(writes) writes were each undone",
            next: "see who it is, then: treeguard firewall list")
    }
}
