import TreeGuardBase
import TreeGuardMigrations

/// A provider of managed databases with a firewall: its requests, and the meaning of its replies.
package protocol FirewallProvider: Sendable {
    /// The provider's name in the configuration.
    var service: DatabaseProvider { get }
    /// The provider's name for people.
    var name: String { get }
    /// The largest number of rules in a firewall.
    var mostRules: Int { get }

    func reading(_ settings: FirewallSettings, token: Redacted<String>) -> HTTPRequest
    func writing(_ rules: [FirewallRule], _ settings: FirewallSettings, token: Redacted<String>) -> HTTPRequest
    func rules(in reply: HTTPReply, _ settings: FirewallSettings, at now: Timestamp) throws(APIFault)
        -> [FirewallRule]
    func confirmWritten(_ reply: HTTPReply, _ settings: FirewallSettings, at now: Timestamp) throws(APIFault)
}

/// The supported providers.
package enum FirewallProviders {
    package static let all: [any FirewallProvider] = [DigitalOcean()]

    package static func named(_ id: String) -> (any FirewallProvider)? { all.first { $0.service.rawValue == id } }
}
