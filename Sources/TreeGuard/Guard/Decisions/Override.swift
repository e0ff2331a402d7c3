import TreeGuardBase

/// A person's recorded word that one set of migrations may go where production is not ready for it.
package struct Override: Sendable, Hashable {
    /// How the word was given.
    package enum Source: String, Sendable, Hashable {
        /// `treeguard allow`
        case command = "allow"
        /// `TREEGUARD_ALLOW`, for one git command
        case environment = "environment"
    }

    package var source: Source
    package var target: String
    /// Of the exact set; empty for one that is bound to a commit instead.
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
    /// Longer is no exception any more.
    package static let longestLifetime = Duration.seconds(24 * 60 * 60)

    /// True if it lets this set through now.
    package func covers(_ set: MigrationSet, at now: Timestamp) -> Bool {
        // One from the future was given by a clock that has been set back since: it must not live for ever.
        target == set.target && digest == set.digest && given <= now && now < expires
    }

    package func isExpired(at now: Timestamp) -> Bool { now >= expires || given > now }

    /// A line of the file of overrides.
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
