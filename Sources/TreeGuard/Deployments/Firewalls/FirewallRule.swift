import TreeGuardBase
import TreeGuardMigrations

/// One trusted source of a database. What the provider sent is kept whole, so that it goes back as it came: members that
/// nobody here knows are somebody else's.
package struct FirewallRule: Hashable, Sendable {
    package let json: JSON

    /// Nil where it lacks what every rule has.
    package init?(_ json: JSON) {
        guard json["type"]?.string != nil, json["value"]?.string != nil else { return nil }
        self.json = json
    }

    /// One to add: the provider gives it an id. The description is how we know it again.
    package init(letting address: TrustedAddress, description: String) {
        json = .object([
            "type": .string(Self.addressType), "value": .string(address.description),
            "description": .string(description),
        ])
    }

    private static let addressType = "ip_addr"

    package var type: String { json["type"]?.string ?? "" }
    package var value: String { json["value"]?.string ?? "" }
    package var id: String? { json["uuid"]?.string.flatMap { $0.isEmpty ? nil : $0 } }
    package var description: String? { json["description"]?.string.flatMap { $0.isEmpty ? nil : $0 } }
    package var created: String? { json["created_at"]?.string }

    package func lets(_ address: TrustedAddress) -> Bool {
        type == Self.addressType
            && (value == address.description || value == "\(address)/32" || "\(value)/32" == "\(address)")
    }
}
