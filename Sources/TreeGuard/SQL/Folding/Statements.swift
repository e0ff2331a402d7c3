import CPgQuery
import TreeGuardSchema

extension Statement.Kind {
    /// The meaning of one statement of the parser's tree: one value, or several for CREATE SCHEMA with its elements.
    /// Never none: what has no case of its own is `unverifiable` by its command.
    static func folding(_ node: Node) -> [Statement.Kind] {
        if node.kind == PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT {
            return creatingSchema(node.pointee.create_schema_stmt.pointee)
        }
        return [
            definition(node) ?? objectChange(node) ?? declaration(node) ?? effectless(node)
                ?? .unverifiable(command: CommandName.command(of: node))
        ]
    }

    /// CREATE of what the AST describes, and ALTER TABLE.
    private static func definition(_ node: Node) -> Statement.Kind? {
        let value = node.pointee
        switch node.kind {
        case PG_QUERY__NODE__NODE_CREATE_STMT:
            return Statement.CreateTable(value.create_stmt.pointee).map { .createTable($0) }
        case PG_QUERY__NODE__NODE_CREATE_FOREIGN_TABLE_STMT:
            let create = value.create_foreign_table_stmt.pointee
            guard let base = create.base_stmt, var table = Statement.CreateTable(base.pointee) else { return nil }
            table.foreignServer = string(create.servername)
            return .createTable(table)
        case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT: return creatingFromQuery(value.create_table_as_stmt.pointee)
        case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
            let alter = value.alter_table_stmt.pointee
            return Statement.AlterTable(alter).map { .alterTable($0) }
        case PG_QUERY__NODE__NODE_INDEX_STMT:
            return Statement.CreateIndex(value.index_stmt.pointee).map { .createIndex($0) }
        case PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT:
            return Statement.CreateRoutine(value.create_function_stmt.pointee).map { .createRoutine($0) }
        case PG_QUERY__NODE__NODE_CREATE_TRIG_STMT:
            return Statement.CreateTrigger(value.create_trig_stmt.pointee).map { .createTrigger($0) }
        case PG_QUERY__NODE__NODE_CREATE_SEQ_STMT:
            let create = value.create_seq_stmt.pointee
            guard let sequence = create.sequence, !sequence.isTemporary else {
                return .withoutEffect(command: "CREATE TEMPORARY SEQUENCE")
            }
            return .createSequence(name: ObjectName(sequence), ifNotExists: create.if_not_exists != 0)
        case PG_QUERY__NODE__NODE_VIEW_STMT: return creatingView(value.view_stmt.pointee)
        case PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT:
            let create = value.create_extension_stmt.pointee
            return .createExtension(
                name: string(create.extname), schema: options(create.n_options, create.options)["schema"],
                ifNotExists: create.if_not_exists != 0)
        default: return creatingType(node)
        }
    }

    private static func declaration(_ node: Node) -> Statement.Kind? {
        if node.kind == PG_QUERY__NODE__NODE_ALTER_DOMAIN_STMT {
            return Statement.AlterDomain(node.pointee.alter_domain_stmt.pointee).map { .alterDomain($0) }
        }
        return Declaring.declaration(node).map { .declare($0) }
    }

    private static func creatingFromQuery(_ create: PgQuery__CreateTableAsStmt) -> Statement.Kind? {
        guard let into = create.into, let relation = into.pointee.rel else { return nil }
        guard create.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW else {
            return Statement.CreateTable(
                into.pointee, query: canonical(create.query), ifNotExists: create.if_not_exists != 0
            ).map { .createTable($0) }
        }
        return .createView(
            Statement.CreateView(
                name: ObjectName(relation), isMaterialized: true, ifNotExists: create.if_not_exists != 0,
                query: canonical(create.query), columns: names(into.pointee.n_col_names, into.pointee.col_names)))
    }

    private static func creatingView(_ create: PgQuery__ViewStmt) -> Statement.Kind? {
        guard let view = create.view else { return nil }
        return .createView(
            Statement.CreateView(
                name: ObjectName(view), orReplace: create.replace != 0, isTemporary: view.isTemporary,
                query: canonical(create.query), columns: names(create.n_aliases, create.aliases)))
    }

    /// The text of a query. If libpg_query cannot print it, its bytes stand for it: equal to nothing that a server
    /// says.
    static func canonical(_ query: Node?) -> String {
        query.map { Canonical.statement($0) ?? Canonical.expression($0) } ?? ""
    }

    /// `CREATE SCHEMA name element ...`: what is created without a schema is created in this one.
    private static func creatingSchema(_ create: PgQuery__CreateSchemaStmt) -> [Statement.Kind] {
        // `CREATE SCHEMA AUTHORIZATION role` takes the role's name.
        guard let name = nonEmpty(create.schemaname) ?? create.authrole.flatMap({ nonEmpty($0.pointee.rolename) })
        else { return [.unverifiable(command: "CREATE SCHEMA")] }
        let elements = nodes(create.n_schema_elts, create.schema_elts).flatMap(folding)
        return [.createSchema(name: name, ifNotExists: create.if_not_exists != 0)]
            + elements.map { $0.inSchema(name) }
    }
}
