import TreeGuardBase
import TreeGuardMigrations

/// One trusted source of a database. It keeps the provider's JSON whole, so that members unknown to us are written back
/// unchanged.
package struct FirewallRule: Hashable, Sendable {
    package let json: JSON

    /// Reads a rule; nil without a type or a value.
    package init?(_ json: JSON) {
        guard json["type"]?.string != nil, json["value"]?.string != nil else { return nil }
        self.json = json
    }

    /// Makes a rule to add: the provider gives it an id. The description lets us recognise it later.
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
