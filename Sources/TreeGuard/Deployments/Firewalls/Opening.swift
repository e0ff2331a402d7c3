import TreeGuardBase
import TreeGuardMigrations

/// The record of one address that was let in, so that it is shut out again however we end.
package struct Opening: Hashable, Sendable {
    package var id: String
    /// The name in the configuration.
    package var firewall: String
    package var cluster: String
    package var address: TrustedAddress
    /// The provider's id of the rule; nil until it is known.
    package var rule: String?
    /// The description that the rule was given.
    package var mark: String
    package var who: String
    package var opened: Timestamp
    package var until: Timestamp
    /// True if it lasts only as long as the process that made it.
    package var isHeld: Bool
    /// When the rule was taken away; it is looked for once more a little later.
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

    /// True if the rule is the one that we added. Other tools drop descriptions and keep ids, so either will do.
    package func added(_ rule: FirewallRule) -> Bool {
        guard rule.lets(address) else { return false }
        if rule.description == mark { return true }
        guard let known = self.rule else {
            // It was not there just before we wrote, and nothing was heard of the write.
            return closed == nil && rule.description == nil
        }
        return rule.id == known
    }

    /// True if a rule that is there after we wrote may be ours: it says so, or the provider keeps no descriptions.
    package func isRecognised(_ rule: FirewallRule) -> Bool { rule.description == nil || added(rule) }

    package func isOver(at now: Timestamp) -> Bool {
        // One from the future was made by a clock that has been set back since: it must not stay for ever.
        now >= until || opened > now
    }

    /// True if both are about one and the same rule.
    package func shares(_ other: Opening) -> Bool {
        cluster == other.cluster && address == other.address && mark == other.mark
    }

    /// A line of the file of openings.
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
