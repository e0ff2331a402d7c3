import CPgQuery
import TreeGuardSchema

/// The clauses of statements that have a case of their own: options, owners, partitions.
enum Clauses {
    static func parts(of node: Node) -> [Declaration.Part] {
        let value = node.pointee
        switch node.kind {
        case PG_QUERY__NODE__NODE_CREATE_STMT: return table(value.create_stmt.pointee)
        case PG_QUERY__NODE__NODE_CREATE_FOREIGN_TABLE_STMT:
            let create = value.create_foreign_table_stmt.pointee
            guard let base = create.base_stmt, let relation = base.pointee.relation else { return [] }
            let server = Declaration.Part.setting(
                "server", of: .relation(ObjectName(relation)), .text(string(create.servername)),
                if: base.pointee.if_not_exists != 0)
            return table(base.pointee) + [server]
        case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
            let create = value.create_table_as_stmt.pointee
            guard let into = create.into?.pointee, let relation = into.rel else { return [] }
            let isFilled = create.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW && into.skip_data == 0
            return storage(
                relation, options: nodes(into.n_options, into.options), method: into.access_method,
                tablespace: into.table_space_name, if: create.if_not_exists != 0)
                + (isFilled ? populated(relation, if: create.if_not_exists != 0) : [])
        case PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT:
            let refresh = value.refresh_mat_view_stmt.pointee
            // What is left empty may be filled at any time.
            guard refresh.skip_data == 0, let relation = refresh.relation else { return [] }
            return populated(relation, if: false)
        case PG_QUERY__NODE__NODE_VIEW_STMT: return view(value.view_stmt.pointee)
        case PG_QUERY__NODE__NODE_CREATE_SEQ_STMT:
            let create = value.create_seq_stmt.pointee
            guard let sequence = create.sequence, !sequence.isTemporary else { return [] }
            return Declaring.sequence(
                ObjectName(sequence), nodes(create.n_options, create.options), if: create.if_not_exists != 0
            ).parts + persistence(of: sequence, if: create.if_not_exists != 0)
        case PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT:
            return Declaring.settings(of: value.create_extension_stmt.pointee)
        case PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT:
            let create = value.create_schema_stmt.pointee
            guard let role = create.authrole else { return [] }
            let name = nonEmpty(create.schemaname) ?? string(role.pointee.rolename)
            return [
                .setting("owner", of: .schema(name), Facet(role.pointee), if: create.if_not_exists != 0)
            ]
        default: return []
        }
    }

    private static func table(_ create: PgQuery__CreateStmt) -> [Declaration.Part] {
        guard let relation = create.relation, !relation.isTemporary else { return [] }
        let isConditional = create.if_not_exists != 0
        let table = ObjectIdentity.relation(ObjectName(relation))
        var parts = storage(
            relation, options: nodes(create.n_options, create.options), method: create.access_method,
            tablespace: create.tablespacename, if: isConditional)
        if let key = create.partspec?.pointee {
            parts.append(.make(.facet(of: table, "partition key"), Facets(partitioning: key), if: isConditional))
        }
        let parents = nodes(create.n_inh_relations, create.inh_relations)
            .filter { $0.kind == PG_QUERY__NODE__NODE_RANGE_VAR }.map { ObjectName($0.pointee.range_var) }
        let bound = create.partbound.map { Facets(bound: $0.pointee) } ?? [:]
        parts += parents.map { .make(.member(table, of: .relation($0)), bound, if: isConditional) }
        if let type = create.of_typename {
            parts.append(.setting("type", of: table, .object(.type(TypeName(type).name)), if: isConditional))
        }
        return parts
            + nodes(create.n_table_elts, create.table_elts).filter { $0.kind == PG_QUERY__NODE__NODE_COLUMN_DEF }
            .flatMap { IdentityOptions.parts(of: $0.pointee.column_def, in: ObjectName(relation), if: isConditional) }
    }

    private static func view(_ create: PgQuery__ViewStmt) -> [Declaration.Part] {
        guard let view = create.view, !view.isTemporary else { return [] }
        let object = ObjectIdentity.relation(ObjectName(view))
        var parts = parameters(of: object, nodes(create.n_options, create.options), if: create.replace != 0)
        let checks = [
            PG_QUERY__VIEW_CHECK_OPTION__LOCAL_CHECK_OPTION: "local",
            PG_QUERY__VIEW_CHECK_OPTION__CASCADED_CHECK_OPTION: "cascaded",
        ]
        if let check = checks[create.with_check_option] {
            parts.append(.setting("parameter check_option", of: object, .text(check), if: create.replace != 0))
        }
        return parts
    }

    private static func storage(
        _ relation: UnsafeMutablePointer<PgQuery__RangeVar>, options: [Node], method: UnsafePointer<CChar>?,
        tablespace: UnsafePointer<CChar>?, if isConditional: Bool
    ) -> [Declaration.Part] {
        guard !relation.isTemporary else { return [] }
        let object = ObjectIdentity.relation(ObjectName(relation))
        let words = [("access method", nonEmpty(method)), ("tablespace", nonEmpty(tablespace))]
        return persistence(of: relation, if: isConditional) + parameters(of: object, options, if: isConditional)
            + words.compactMap { name, word in
                word.map { .setting(name, of: object, .text($0), if: isConditional) }
            }
    }

    private static func persistence(
        of relation: UnsafeMutablePointer<PgQuery__RangeVar>, if isConditional: Bool
    ) -> [Declaration.Part] {
        guard string(relation.pointee.relpersistence) == "u" else { return [] }
        return [.setting("persistence", of: .relation(ObjectName(relation)), .text("unlogged"), if: isConditional)]
    }

    /// A materialized view that was never filled cannot be read.
    private static func populated(
        _ relation: UnsafeMutablePointer<PgQuery__RangeVar>, if isConditional: Bool
    ) -> [Declaration.Part] {
        [.setting("populated", of: .relation(ObjectName(relation)), .flag(true), if: isConditional)]
    }

    /// `WITH (fillfactor = 70, toast.autovacuum_enabled = off)`
    static func parameters(
        of object: ObjectIdentity, _ options: [Node], if isConditional: Bool = false
    ) -> [Declaration.Part] {
        options.compactMap(\.definition).filter { $0.name != "oids" }
            .map { .setting(parameter($0), of: object, .text($0.text.switchWord), if: isConditional) }
    }

    /// The TOAST table's have names of their own.
    static func parameter(_ option: UnsafeMutablePointer<PgQuery__DefElem>) -> String {
        let namespace = nonEmpty(option.pointee.defnamespace).map { $0 + "." } ?? ""
        return "parameter \(namespace)\(option.name)"
    }
}

extension String {
    /// PostgreSQL keeps `on` as it was written; it means `true`.
    fileprivate var switchWord: String {
        switch lowercased() {
        case "on", "yes", "true": "true"
        case "off", "no", "false": "false"
        default: self
        }
    }
}

extension Facets {
    /// A key of columns alone can be compared; expressions may be spelled otherwise.
    init(partitioning key: PgQuery__PartitionSpec) {
        let elements = nodes(key.n_part_params, key.part_params)
            .filter { $0.kind == PG_QUERY__NODE__NODE_PARTITION_ELEM }.map { $0.pointee.partition_elem.pointee }
        let columns = elements.compactMap { $0.n_collation + $0.n_opclass == 0 ? nonEmpty($0.name) : nil }
        self = ["strategy": .text(string(key.strategy).lowercased())]
        self["columns"] =
            columns.count == elements.count ? .list(columns) : .opaque(Canonical.partitioning(key))
    }

    init(bound: PgQuery__PartitionBoundSpec) { self = ["bound": .opaque(Canonical.bound(bound))] }
}
