import TreeGuardBase
import TreeGuardMigrations

/// Who runs a managed database and its firewall: how it is asked, and what its answers mean.
package protocol FirewallProvider: Sendable {
    /// The name that the configuration knows it by.
    var service: DatabaseProvider { get }
    /// For people.
    var name: String { get }
    /// How many rules a firewall takes.
    var mostRules: Int { get }

    func reading(_ settings: FirewallSettings, token: Redacted<String>) -> HTTPRequest
    func writing(_ rules: [FirewallRule], _ settings: FirewallSettings, token: Redacted<String>) -> HTTPRequest
    func rules(in reply: HTTPReply, _ settings: FirewallSettings, at now: Timestamp) throws(APIFault)
        -> [FirewallRule]
    func confirmWritten(_ reply: HTTPReply, _ settings: FirewallSettings, at now: Timestamp) throws(APIFault)
}

/// The providers that there are.
package enum FirewallProviders {
    package static let all: [any FirewallProvider] = [DigitalOcean()]

    package static func named(_ id: String) -> (any FirewallProvider)? { all.first { $0.service.rawValue == id } }
}
