import TreeGuardBase

/// A person's recorded permission for one set of migrations to land although production is not ready.
package struct Override: Sendable, Hashable {
    /// The way in which it was given.
    package enum Source: String, Sendable, Hashable {
        /// The command `treeguard allow`.
        case command = "allow"
        /// The variable `TREEGUARD_ALLOW`, for one git command.
        case environment = "environment"
    }

    package var source: Source
    package var target: String
    /// The digest of the set; empty for an override that is bound to a commit instead.
    package var digest: String
    package var who: String
    package var reason: String
    package var given: Timestamp
    package var expires: Timestamp

    package init(
        _ set: MigrationSet, source: Source = .command, who: String, reason: String, given: Timestamp,
        lifetime: Duration = Override.usualLifetime
    ) {
        self.source = source
        target = set.target
        digest = set.digest
        self.who = who
        self.reason = reason
        self.given = given
        expires = Timestamp(secondsSinceEpoch: given.secondsSinceEpoch + lifetime.components.seconds)
    }

    package static let usualLifetime = Duration.seconds(30 * 60)
    /// The longest allowed lifetime: a longer one would be no exception any more.
    package static let longestLifetime = Duration.seconds(24 * 60 * 60)

    /// True if it lets this set through now.
    package func covers(_ set: MigrationSet, at now: Timestamp) -> Bool {
        // A start in the future comes from a clock that was set back since. Without this the override would never
        // expire.
        target == set.target && digest == set.digest && given <= now && now < expires
    }

    package func isExpired(at now: Timestamp) -> Bool { now >= expires || given > now }

    /// The override as a line of the file of overrides.
    package var line: String {
        let words = [source.rawValue, target, digest, who, reason].map { Word($0).description }
        return words.joined(separator: " ") + " \(given.secondsSinceEpoch) \(expires.secondsSinceEpoch)\n"
    }

    package init?(line: some StringProtocol) {
        let words = line.split(separator: " ")
        guard words.count == 7, let source = Word.read(words[0]).flatMap(Source.init(rawValue:)),
            let target = Word.read(words[1]), let digest = Word.read(words[2]), let who = Word.read(words[3]),
            let reason = Word.read(words[4]), let given = Int64(words[5]), let expires = Int64(words[6])
        else { return nil }
        self.source = source
        self.target = target
        self.digest = digest
        self.who = who
        self.reason = reason
        self.given = Timestamp(secondsSinceEpoch: given)
        self.expires = Timestamp(secondsSinceEpoch: expires)
    }
}
