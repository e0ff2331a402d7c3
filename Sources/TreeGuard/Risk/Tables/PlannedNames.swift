import TreeGuardSchema

/// The names in a plan's statements to look up in production.
package struct PlannedNames: Hashable, Sendable {
    package private(set) var relations: Set<String> = []
    package private(set) var schemas: Set<String> = []
    package private(set) var types: Set<String> = []
    package private(set) var functions: Set<String> = []
    /// Schemas that the plan drops with all their objects.
    package private(set) var emptied: Set<String> = []

    package init(of instructions: some Sequence<Instruction>) {
        for instruction in instructions {
            for name in instruction.execution.named + instruction.execution.touches.map(\.relation) { add(name) }
            for statement in instruction.statements { add(statement) }
        }
    }

    private mutating func add(_ name: ObjectName) {
        relations.insert(name.name)
        name.schema.map { _ = schemas.insert($0) }
    }

    private mutating func add(_ statement: Statement) {
        if case .block(let inner) = statement.kind { for guarded in inner { add(guarded.statement) } }
        if case .setSearchPath(let path) = statement.kind { schemas.formUnion(path) }
        if case .drop(let drop) = statement.kind {
            for case .schema(let name) in drop.objects { emptied.insert(name) }
        }
        if case .alterTable(let alter) = statement.kind { alter.actions.forEach { add($0) } }
        if case .alterDomain(let alter) = statement.kind { addType(alter.name) }
        for step in statement.effects {
            switch step.action {
            case .create(let identity, _), .alter(let identity, _), .drop(let identity), .rename(let identity, _):
                add(identity)
            case .takeColumns(let table, let origin):
                add(table)
                switch origin {
                case .like(let source, _): add(source)
                case .type(let type): addType(type)
                case .query: statement.reads.forEach { add($0) }
                }
            }
        }
        if case .comment(let object, _) = statement.kind { add(object) }
    }

    private mutating func add(_ identity: ObjectIdentity) {
        if let relation = identity.relation { add(relation) }
        switch identity {
        case .index(let name): add(name)
        case .type(let name), .enumValue(let name, _): addType(name)
        case .comment(let object), .facet(let object, _): add(object)
        case .member(let object, let whole):
            add(object)
            add(whole)
        default: break
        }
    }

    private mutating func addType(_ name: ObjectName) {
        types.insert(name.name)
        name.schema.map { _ = schemas.insert($0) }
    }

    private mutating func add(_ action: Statement.AlterAction) {
        switch action {
        case .addColumn(let declaration, _): add(declaration.column)
        case .alterColumn(_, let column): add(column)
        case .addConstraint(let named):
            if case .foreignKey(let key)? = named.constraint.kind { add(key.table) }
        default: break
        }
    }

    private mutating func add(_ column: Column) {
        if let type = column.type, !type.isBuiltIn { addType(type.name) }
        if case .expression(let expression)? = column.defaultValue { functions.formUnion(expression.calledFunctions) }
    }
}
