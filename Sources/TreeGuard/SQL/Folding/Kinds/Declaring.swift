import CPgQuery
import TreeGuardMigrations
import TreeGuardSchema

/// Statements that are folded into facets: one reading for each kind of node, gathered from one file per family.
enum Declaring {
    typealias Reading = @Sendable (PgQuery__Node) -> Declaration.Body?
    typealias Family = [(PgQuery__Node__NodeCase, Reading)]

    /// nil for nodes that no family reads.
    static func declaration(_ node: Node) -> Declaration? {
        guard let body = readings[node.kind.rawValue]?(node.pointee) else { return nil }
        return Declaration(CommandName.command(of: node), body.parts, unverified: body.unverified)
    }

    private static let readings: [UInt32: Reading] = {
        let families: [Family] = [
            policies, privileges, ownership, sequences, routineChanges, replication, foreignData, textSearch,
            definitions,
            operators, languages, eventTriggers, statistics, extensions, roles,
        ]
        return Dictionary(families.joined().map { ($0.rawValue, $1) }) { first, _ in first }
    }()
}

extension Declaration {
    /// The part of a node that a family reads; the command's words are added where all families meet.
    struct Body {
        var parts: [Part]
        var unverified: [String] = []

        init(_ parts: [Part], unverified: [String] = []) {
            self.parts = parts
            self.unverified = unverified
        }
    }
}

extension Facet {
    /// A role by its name; who CURRENT_USER is, nobody knows before it runs.
    init(_ role: PgQuery__RoleSpec) {
        self = RoleName.of(role).map { .text($0) } ?? .opaque(AlterWords.roleName(role))
    }

    /// The roles of a list, in no order.
    init(roles: [Node]) {
        let specs = roles.filter { $0.kind == PG_QUERY__NODE__NODE_ROLE_SPEC }.map { $0.pointee.role_spec.pointee }
        let names = specs.compactMap(RoleName.of)
        self =
            names.count == specs.count
            ? .set(Set(names)) : .opaque(specs.map(AlterWords.roleName).joined(separator: ", "))
    }
}

/// Roles as grants and owners name them.
enum RoleName {
    /// nil for the words that stand for whoever runs the statement.
    static func of(_ role: PgQuery__RoleSpec) -> String? {
        switch role.roletype {
        case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING: string(role.rolename)
        // No role can be called so.
        case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_PUBLIC: "public"
        default: nil
        }
    }
}

extension ObjectIdentity {
    /// An object of a kind without a case of its own, by the parts of its name.
    static func other(_ kind: String, _ parts: [String]) -> ObjectIdentity {
        .other(kind: kind, ObjectName(parts) ?? ObjectName(""))
    }
}

extension [UnsafeMutablePointer<PgQuery__DefElem>] {
    /// Options by name; the last one counts.
    var byName: [String: UnsafeMutablePointer<PgQuery__DefElem>] {
        Dictionary(map { ($0.name, $0) }) { _, last in last }
    }
}

extension UnsafeMutablePointer<PgQuery__DefElem> {
    /// The value as defGetBoolean reads it.
    var isOn: Bool { ["true", "on", "1", "yes"].contains(text.lowercased()) }

    /// The last part of a name, where which schema it is in goes without saying.
    var lastName: String {
        guard let arg = pointee.arg else { return "" }
        return arg.typeName?.name.name ?? arg.items.compactMap(\.name).last ?? arg.optionText
    }
}
