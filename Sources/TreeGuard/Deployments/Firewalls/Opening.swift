import TreeGuardBase
import TreeGuardMigrations

/// The record of one address that we let in, so that it is shut out again however the process ends.
package struct Opening: Hashable, Sendable {
    package var id: String
    /// The firewall's name in the configuration.
    package var firewall: String
    package var cluster: String
    package var address: TrustedAddress
    /// The provider's id of the rule; nil until we know it.
    package var rule: String?
    /// The description that we gave the rule.
    package var mark: String
    package var who: String
    package var opened: Timestamp
    package var until: Timestamp
    /// True if it lasts only as long as the process that made it.
    package var isHeld: Bool
    /// The time at which we deleted the rule. We check once more a little later that it is gone.
    package var closed: Timestamp?

    package init(
        id: String, _ settings: FirewallSettings, _ address: TrustedAddress, who: String, opened: Timestamp,
        for ttl: Duration, isHeld: Bool
    ) {
        self.id = id
        firewall = settings.name
        cluster = settings.cluster
        self.address = address
        self.who = who
        self.opened = opened
        until = Timestamp(secondsSinceEpoch: opened.secondsSinceEpoch + ttl.components.seconds)
        mark = "treeguard \(id), until \(until)"
        self.isHeld = isHeld
    }

    /// True if we added this rule. Some tools drop descriptions but keep ids, so either one identifies it.
    package func added(_ rule: FirewallRule) -> Bool {
        guard rule.lets(address) else { return false }
        if rule.description == mark { return true }
        guard let known = self.rule else {
            // The rule did not exist just before our write, and the write got no reply.
            return closed == nil && rule.description == nil
        }
        return rule.id == known
    }

    /// True if a rule found after our write may be ours: its description says so, or it has no description.
    package func isRecognised(_ rule: FirewallRule) -> Bool { rule.description == nil || added(rule) }

    package func isOver(at now: Timestamp) -> Bool {
        // A start in the future comes from a clock that was set back since. Without this the rule would stay open.
        now >= until || opened > now
    }

    /// True if both are about the same rule.
    package func shares(_ other: Opening) -> Bool {
        cluster == other.cluster && address == other.address && mark == other.mark
    }

    /// The opening as a line of the file of openings.
    package var line: String {
        let words = [id, firewall, cluster, address.description, rule ?? "", mark, who].map { Word($0).description }
        let numbers = [opened, until, closed ?? Timestamp(secondsSinceEpoch: 0)].map { String($0.secondsSinceEpoch) }
        return (words + numbers + [isHeld ? "held" : "timed"]).joined(separator: " ") + "\n"
    }

    package init?(line: some StringProtocol) {
        let words = line.split(separator: " ")
        let texts = words.prefix(7).compactMap { Word.read($0) }
        let numbers = words.dropFirst(7).prefix(3).compactMap { Int64($0) }
        guard words.count == 11, texts.count == 7, numbers.count == 3 else { return nil }
        do throws(TrustedAddress.Unfit) { address = try TrustedAddress(texts[3]) } catch { return nil }
        (id, firewall, cluster, mark, who) = (texts[0], texts[1], texts[2], texts[5], texts[6])
        rule = texts[4].isEmpty ? nil : texts[4]
        opened = Timestamp(secondsSinceEpoch: numbers[0])
        until = Timestamp(secondsSinceEpoch: numbers[1])
        closed = numbers[2] == 0 ? nil : Timestamp(secondsSinceEpoch: numbers[2])
        isHeld = words[10] == "held"
    }
}
