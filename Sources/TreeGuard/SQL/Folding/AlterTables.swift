import CPgQuery
import TreeGuardSchema

extension Statement.AlterTable {
    init?(_ alter: PgQuery__AlterTableStmt) {
        guard let relation = alter.relation else { return nil }
        let name = ObjectName(relation)
        let isIndex = alter.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_INDEX
        let object: ObjectIdentity =
            switch alter.objtype {
            case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX: .index(name)
            case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE: .type(name)
            default: .relation(name)
            }
        let actions = nodes(alter.n_cmds, alter.cmds).filter { $0.kind == PG_QUERY__NODE__NODE_ALTER_TABLE_CMD }
            .flatMap { node -> [Statement.AlterAction] in
                let command = node.pointee.alter_table_cmd.pointee
                let actions =
                    Declaration(command, on: object, if: alter.missing_ok != 0).map { [.declare($0)] }
                    ?? [Statement.AlterAction](command)
                let options = IdentityOptions.parts(of: command, on: name, if: alter.missing_ok != 0)
                return actions + (options.isEmpty ? [] : [.declare(Declaration("ALTER TABLE", options))])
            }
        let isType = alter.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_TYPE
        self.init(
            name: name, isIndex: isIndex, ifExists: alter.missing_ok != 0,
            actions: isType ? actions.map(\.ofAttribute) : actions)
    }
}

extension [Statement.AlterAction] {
    /// The actions of one command: one, except for SET GENERATED, which may also set options of the sequence.
    init(_ command: PgQuery__AlterTableCmd) {
        if command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetIdentity {
            self.init(settingIdentity: command)
        } else {
            self = [Statement.AlterAction(command) ?? .unverifiable(AlterWords.words(for: command))]
        }
    }

    private init(settingIdentity command: PgQuery__AlterTableCmd) {
        let name = string(command.name)
        self = (command.def?.items ?? []).compactMap(\.definition).compactMap { option in
            // The next value of a sequence is data, not schema.
            if option.name == "restart" { return .unverifiable("ALTER COLUMN \(quotedIdentifier(name)) RESTART") }
            guard option.name == "generated" else { return nil }
            // The grammar stores the letter as a number.
            let letter = option.text == "\(UInt8(ascii: "a"))" || option.text == "a" ? "a" : "d"
            return .alterColumn(name, Column(identity: Column.Identity(letter: letter)))
        }
    }
}

extension Statement.AlterAction {
    /// Reads an action; nil if `AlterAction` has no case for it.
    init?(_ command: PgQuery__AlterTableCmd) {
        let name = string(command.name)
        let definition = command.def
        switch command.subtype {
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn:
            guard let definition, definition.kind == PG_QUERY__NODE__NODE_COLUMN_DEF else { return nil }
            self = .addColumn(
                .init(definition.pointee.column_def, isOfNewTable: false), ifNotExists: command.missing_ok != 0)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn:
            self = .dropColumn(name, ifExists: command.missing_ok != 0, cascade: command.cascades)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint:
            guard let constraint = definition.flatMap({ NamedConstraint($0) }) else { return nil }
            self = .addConstraint(constraint)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint:
            self = .dropConstraint(name, ifExists: command.missing_ok != 0)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint: self = .validateConstraint(name)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterConstraint:
            guard let definition, definition.kind == PG_QUERY__NODE__NODE_CONSTRAINT else { return nil }
            let constraint = definition.pointee.constraint.pointee
            self = .alterConstraint(
                string(constraint.conname),
                Constraint(
                    nil, isDeferrable: constraint.deferrable != 0, isInitiallyDeferred: constraint.initdeferred != 0))
        case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrig: self = .setTrigger(name, .origin)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysTrig: self = .setTrigger(name, .always)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaTrig: self = .setTrigger(name, .replica)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrig: self = .setTrigger(name, .disabled)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigAll: self = .setAllTriggers(.origin, userOnly: false)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigAll: self = .setAllTriggers(.disabled, userOnly: false)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigUser: self = .setAllTriggers(.origin, userOnly: true)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigUser: self = .setAllTriggers(.disabled, userOnly: true)
        default:
            guard let facets = Column(command) else { return nil }
            self = .alterColumn(name, facets)
        }
    }
}

extension Column {
    /// The facets that `ALTER COLUMN` sets: one, or two if a type comes with a collation.
    fileprivate init?(_ command: PgQuery__AlterTableCmd) {
        let definition = command.def
        switch command.subtype {
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType:
            guard let definition, definition.kind == PG_QUERY__NODE__NODE_COLUMN_DEF,
                let type = definition.pointee.column_def.pointee.type_name
            else { return nil }
            let collation = definition.pointee.column_def.pointee.coll_clause
            self.init(
                type: TypeName(type),
                collation: collation.flatMap { ObjectName($0.pointee.n_collname, $0.pointee.collname) })
        case PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault:
            self.init(defaultValue: definition.map { .expression(Expression($0)) } ?? Column.DefaultValue.none)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull: self.init(isNullable: false)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull: self.init(isNullable: true)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression: self.init(generated: Column.Generated.none)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity: self.init(identity: Column.Identity.none)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AddIdentity:
            guard let definition, definition.kind == PG_QUERY__NODE__NODE_CONSTRAINT else { return nil }
            let letter = string(definition.pointee.constraint.pointee.generated_when)
            self.init(identity: Identity(letter: letter))
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics where nonEmpty(command.name) != nil:
            guard let value = definition.flatMap({ Int($0.optionText) }) else { return nil }
            self.init(statisticsTarget: value)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStorage:
            self.init(storage: definition?.optionText.lowercased())
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetCompression:
            self.init(compression: definition?.optionText.lowercased())
        default: return nil
        }
    }
}

extension Statement.AlterAction {
    /// The action for an attribute of a composite type: it has only a type and a collation.
    fileprivate var ofAttribute: Statement.AlterAction {
        guard case .addColumn(let declaration, let ifNotExists) = self else { return self }
        let column = Column(type: declaration.column.type, collation: declaration.column.collation)
        return .addColumn(.init(name: declaration.name, column: column), ifNotExists: ifNotExists)
    }
}

extension PgQuery__AlterTableCmd {
    var cascades: Bool { behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE }
}
