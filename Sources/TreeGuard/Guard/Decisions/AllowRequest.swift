import TreeGuardBase
import TreeGuardMigrations

/// The request of `treeguard allow` or `TREEGUARD_ALLOW`.
package struct AllowRequest: Sendable, Hashable {
    package var reason: String
    package var lifetime: Duration

    /// Throws if the team has disabled overrides, or if no reason is given.
    package init(reason: String?, lifetime: String?, isAllowed: Bool) throws(Failure) {
        guard isAllowed else { throw AllowRequest.switchedOff }
        let reason = reason.map(AllowRequest.trimmed) ?? ""
        guard !reason.isEmpty else {
            throw Failure(
                .usage, what: "nothing was allowed", why: "an override is recorded with its reason, and there is none",
                next: "treeguard allow --reason \"...\"")
        }
        self.reason = reason
        self.lifetime = try lifetime.map(AllowRequest.duration) ?? Override.usualLifetime
    }

    static let switchedOff = Failure(
        .usage, what: "nothing was allowed",
        why: "the team's .treeguard says guard.allowOverride = false on this branch",
        next: "deploy the migrations: treeguard check says what is missing")

    package static func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }

    /// Reads "90s", "30m" or "2h".
    static func duration(_ text: String) throws(Failure) -> Duration {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600]
        guard let unit = text.last.flatMap({ units[$0] }), let number = Int64(text.dropLast()), number > 0,
            number <= 86400, Duration.seconds(number * unit) <= Override.longestLifetime
        else {
            throw Failure(
                .usage, what: "nothing was allowed", why: "\(Escaped(text)) is no time of at most 24 hours",
                next: "write 90s, 30m or 2h")
        }
        return .seconds(number * unit)
    }
}

/// The variable `TREEGUARD_ALLOW=<short oid>:<reason>`. It is bound to one commit, so that an exported variable does
/// not let the next merge through.
package enum AllowVariable: Sendable, Hashable {
    package static let name = "TREEGUARD_ALLOW"

    /// The first digits of the commit's id, and the reason.
    case given(commit: String, reason: String)
    /// The reason why the value is invalid.
    case unusable(String)

    /// Reads the variable; nil if it is not set.
    package init?(_ value: String?) {
        guard let value, !value.isEmpty else { return nil }
        let parts = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let oid = parts[0].lowercased()
        guard parts.count == 2, (7...64).contains(oid.count), oid.allSatisfy(\.isHexDigit) else {
            self = .unusable("it must name the commit: \(AllowVariable.name)=<short oid>:<reason>")
            return
        }
        let reason = AllowRequest.trimmed(String(parts[1]))
        self = reason.isEmpty ? .unusable("it gives no reason") : .given(commit: oid, reason: reason)
    }

    /// The override for this set, if the variable names the commit that would land.
    package func override(
        for set: MigrationSet, landing commit: ObjectID, who: String, at now: Timestamp, isAllowed: Bool
    ) -> Override? {
        guard isAllowed, case .given(let oid, let reason) = self, commit.hex.hasPrefix(oid) else { return nil }
        return Override(set, source: .environment, who: who, reason: reason, given: now, lifetime: .seconds(1))
    }
}
