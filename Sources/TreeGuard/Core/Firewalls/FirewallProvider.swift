/// Who runs a managed database and its firewall: how it is asked, and what its answers mean.
package protocol FirewallProvider: Sendable {
    /// As the configuration names it.
    var id: String { get }
    /// For people.
    var name: String { get }
    /// How many rules a firewall takes.
    var mostRules: Int { get }

    /// Why the text names no cluster; nil where it may.
    func objection(toCluster cluster: String) -> String?
    func reading(_ settings: FirewallSettings, token: Redacted<String>) -> HTTPRequest
    func writing(_ rules: [FirewallRule], _ settings: FirewallSettings, token: Redacted<String>) -> HTTPRequest
    func rules(in reply: HTTPReply, _ settings: FirewallSettings, at now: Timestamp) throws(APIFault)
        -> [FirewallRule]
    func confirmWritten(_ reply: HTTPReply, _ settings: FirewallSettings, at now: Timestamp) throws(APIFault)
}

/// Those that there are.
package enum FirewallProviders {
    package static let all: [any FirewallProvider] = [DigitalOcean()]

    package static func named(_ id: String) -> (any FirewallProvider)? { all.first { $0.id == id } }
}

/// Why a request came to nothing, and whether it is worth another try.
package struct APIFault: Error, Hashable, Sendable {
    package var failure: Failure
    package var isPassing: Bool
    package var retryAfter: Duration?

    package init(_ failure: Failure, isPassing: Bool, retryAfter: Duration? = nil) {
        self.failure = failure
        self.isPassing = isPassing
        self.retryAfter = retryAfter
    }
}
