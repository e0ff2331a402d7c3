import CPgQuery
import TreeGuardSchema

/// The options of sequences behind identity columns: `GENERATED ALWAYS AS IDENTITY (START 100)`.
enum IdentityOptions {
    /// Of a column that CREATE TABLE or ADD COLUMN declares.
    static func parts(
        of definition: UnsafeMutablePointer<PgQuery__ColumnDef>, in table: ObjectName, if isConditional: Bool
    ) -> [Declaration.Part] {
        let column = ObjectIdentity.column(of: table, string(definition.pointee.colname))
        return nodes(definition.pointee.n_constraints, definition.pointee.constraints).flatMap {
            parts(ofConstraint: $0, column, if: isConditional)
        }
    }

    /// Of an action of ALTER TABLE.
    static func parts(
        of command: PgQuery__AlterTableCmd, on table: ObjectName, if isConditional: Bool
    ) -> [Declaration.Part] {
        guard let definition = command.def else { return [] }
        let column = ObjectIdentity.column(of: table, string(command.name))
        switch command.subtype {
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn where definition.kind == PG_QUERY__NODE__NODE_COLUMN_DEF:
            return parts(of: definition.pointee.column_def, in: table, if: isConditional || command.missing_ok != 0)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AddIdentity:
            return parts(ofConstraint: definition, column, if: isConditional)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetIdentity: return part(definition.items, column, if: isConditional)
        default: return []
        }
    }

    private static func parts(
        ofConstraint node: Node, _ column: ObjectIdentity, if isConditional: Bool
    ) -> [Declaration.Part] {
        guard node.kind == PG_QUERY__NODE__NODE_CONSTRAINT,
            node.pointee.constraint.pointee.contype == PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY
        else { return [] }
        let constraint = node.pointee.constraint.pointee
        return part(nodes(constraint.n_options, constraint.options), column, if: isConditional)
    }

    private static func part(
        _ list: [Node], _ column: ObjectIdentity, if isConditional: Bool
    ) -> [Declaration.Part] {
        // What the sequence is called, and where it goes on, is no part of what it is.
        let facets = Declaring.sequenceFacets(list).facets.without([
            "generated": .flag(true), "sequence_name": .flag(true),
        ])
        return facets.values.isEmpty ? [] : [.set(.facet(of: column, "identity options"), facets, if: isConditional)]
    }
}
