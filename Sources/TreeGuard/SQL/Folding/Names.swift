import CPgQuery
import TreeGuardSchema

extension ObjectName {
    /// A qualified name. The database part is dropped, and so is `pg_catalog`, because unqualified names find it too.
    init?(_ parts: [String]) {
        guard let name = parts.last else { return nil }
        let schema = parts.dropLast().last
        self.init(schema: schema == "pg_catalog" ? nil : schema, name)
    }

    init?(_ count: Int, _ list: NodeList) { self.init(nodes(count, list).compactMap(\.name)) }

    /// A table keeps its written schema, even `pg_catalog`.
    init(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>) {
        self.init(schema: nonEmpty(relation.pointee.schemaname), string(relation.pointee.relname))
    }
}

/// The strings of a list, such as column names.
func names(_ count: Int, _ list: NodeList) -> [String] { nodes(count, list).compactMap(\.name) }

extension TypeName {
    init(_ type: UnsafeMutablePointer<PgQuery__TypeName>) {
        let type = type.pointee
        let parts = names(type.n_names, type.names)
        // The server resolves `table.column%TYPE` when the statement runs, so it stays text.
        let written = ObjectName(parts.joined(separator: ".") + "%TYPE")
        let name = type.pct_type != 0 ? written : ObjectName(parts) ?? ObjectName("")
        let modifiers = nodes(type.n_typmods, type.typmods)
        self.init(
            name,
            modifiers: name == ObjectName("interval")
                ? TypeName.intervalModifiers(modifiers) : modifiers.map(TypeName.modifier),
            arrayDimensions: min(type.n_array_bounds, 1), isSet: type.setof != 0)
    }

    /// The type of a parameter or a result. PostgreSQL accepts `numeric(10,2)` there and stores numeric.
    init(ofRoutine type: UnsafeMutablePointer<PgQuery__TypeName>) {
        self.init(type)
        modifiers = []
    }

    private static func modifier(_ node: Node) -> String {
        switch node.kind {
        case PG_QUERY__NODE__NODE_A_CONST: node.pointee.a_const.plainText
        case PG_QUERY__NODE__NODE_COLUMN_REF:
            nodes(node.pointee.column_ref.pointee.n_fields, node.pointee.column_ref.pointee.fields)
                .compactMap(\.name).joined(separator: ".")
        default: Canonical.expression(node)
        }
    }

    /// The modifiers of `interval day to second(3)`: the grammar gives a mask of fields, then a precision.
    private static func intervalModifiers(_ modifiers: [Node]) -> [String] {
        let values = modifiers.map(modifier)
        guard let mask = values.first.flatMap({ Int($0) }) else { return [] }
        let precision = values.dropFirst().first
        guard let fields = intervalFields(mask) else { return precision.map { [$0] } ?? [] }
        return [fields + (precision.map { "(\($0))" } ?? "")]
    }

    /// The fields of INTERVAL_MASK (utils/timestamp.h): one bit a field, numbered as in datetime.h.
    private static func intervalFields(_ mask: Int) -> String? {
        let fields = [(2, "year"), (1, "month"), (3, "day"), (10, "hour"), (11, "minute"), (12, "second")]
            .filter { mask & (1 << $0.0) != 0 }.map(\.1)
        guard mask != 0x7FFF, let first = fields.first, let last = fields.last else { return nil }
        return fields.count == 1 ? first : "\(first) to \(last)"
    }

    /// The text of a word that the grammar parsed as a type: `LANGUAGE plpgsql`, `fastupdate = off`.
    var plainText: String { modifiers.isEmpty && arrayDimensions == 0 && name.schema == nil ? name.name : description }
}
