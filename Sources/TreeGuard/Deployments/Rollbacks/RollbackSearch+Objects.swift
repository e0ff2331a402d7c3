import TreeGuardSchema

/// Undoes statements that create, drop or rename a whole object.
extension RollbackSearch {
    mutating func takeCreation(_ kind: Statement.Kind, _ isConditional: Bool) {
        switch kind {
        case .createSchema(let name, let ifNotExists):
            make(.schema(name), isConditional || ifNotExists, by: "DROP SCHEMA \(sqlName(name))")
        case .createTable(let table):
            guard !table.isTemporary else { return }
            let word = table.foreignServer == nil ? "TABLE" : "FOREIGN TABLE"
            make(
                .relation(table.name), isConditional || table.ifNotExists, by: "DROP \(word) \(table.name.sql)")
        case .createRoutine(let create):
            let identity = ObjectIdentity.routine(create.name, create.routine.signature)
            let drop = "DROP \(create.routine.kind.rawValue.uppercased()) \(identity.routineSQL)"
            make(identity, isConditional, orReplace: create.orReplace, by: drop)
        case .createTrigger(let create):
            let identity = ObjectIdentity.trigger(of: create.table, create.name)
            let drop = "DROP TRIGGER \(sqlName(create.name)) ON \(create.table.sql)"
            make(identity, isConditional, orReplace: create.orReplace, by: drop)
        case .createView(let view):
            guard !view.isTemporary else { return }
            let drop = "DROP \(view.isMaterialized ? "MATERIALIZED VIEW" : "VIEW") \(view.name.sql)"
            make(
                .relation(view.name), isConditional || !view.orReplace && view.ifNotExists, orReplace: view.orReplace,
                by: drop)
        case .createSequence(let name, let ifNotExists):
            make(.relation(name), isConditional || ifNotExists, by: "DROP SEQUENCE \(name.sql)")
        case .createEnum(let name, _), .createComposite(let name, _), .createRange(let name, _):
            make(.type(name), isConditional, by: "DROP TYPE \(name.sql)")
        case .createDomain(let domain): make(.type(domain.name), isConditional, by: "DROP DOMAIN \(domain.name.sql)")
        case .createExtension(let name, _, let ifNotExists):
            make(.extension(name), isConditional || ifNotExists, by: "DROP EXTENSION \(sqlName(name))")
        default: break
        }
    }

    mutating func take(_ create: Statement.CreateIndex, _ isConditional: Bool, _ isConcurrent: Bool) {
        let schema = create.index.table.schema
        let name = create.name ?? ChosenName.index(on: create.index.table.name, create.index)
        let identity = ObjectIdentity.index(ObjectName(schema: schema, name))
        guard !goes(.relation(create.index.table)) else { return alsoMade(identity) }
        if create.name == nil, before.had(identity) == true {
            return refuse("an index of the name that PostgreSQL chooses was there already")
        }
        let isAlone = isConcurrent && !isRenaming
        // A run that was interrupted after this statement finds the index gone.
        let drop = "DROP INDEX \(isAlone ? "CONCURRENTLY IF EXISTS " : "")\(ObjectName(schema: schema, name).sql)"
        make(identity, isConditional || create.ifNotExists, by: drop, isAlone: isAlone)
    }

    private mutating func make(_ identity: ObjectIdentity, _ isConditional: Bool, orReplace: Bool, by drop: String) {
        if orReplace { replace(identity, isConditional, by: drop) } else { make(identity, isConditional, by: drop) }
    }

    /// Undoes OR REPLACE: restores the former object, or drops the new one if there was none.
    private mutating func replace(_ identity: ObjectIdentity, _ isConditional: Bool, by drop: String) {
        guard !goes(identity) else { return }
        switch before.had(identity) {
        case false: make(identity, isConditional, by: drop)
        case true:
            guard let text = before.text(of: identity).flatMap({ StatementWords($0).orReplacing }) else {
                return refuse("how \(named(identity)) was before it is not known")
            }
            undo(identity, by: [text])
        default: refuse("whether it replaced \(named(identity)), and what that was, is not known")
        }
    }

    mutating func takeEnumValue(_ value: String, of type: ObjectName, _ isConditional: Bool) {
        let identity = ObjectIdentity.enumValue(of: type, value)
        if goes(.type(type)) || isConditional && before.hadPart(identity) == true { return }
        refuse("PostgreSQL has no way to take a value of an enum away")
    }

    mutating func takeComment(on object: ObjectIdentity) {
        let comment = ObjectIdentity.comment(on: object)
        guard !goes(object) else { return }
        switch before.hadPart(comment) {
        case true:
            guard let former = before.text(of: comment) else { return refuse("the former comment is not known") }
            undo(object, by: [former])
        case false:
            guard let object = words.commentedWords else { return refuse("its object could not be read") }
            undo(comment, by: ["COMMENT ON \(object) IS NULL"])
        default: refuse("the former comment is not known")
        }
    }

    mutating func takeData(_ command: String) {
        // The rows of a materialized view follow from its query.
        if words.onlyReads || words.isWord(0, "refresh") { return }
        if let table = words.writtenTable, goes(.relation(table)) { return }
        refuse(
            Statement.rowCommands.contains(command)
                ? "it changes rows, and what they were is not kept" : "what it did is not known")
    }

    // MARK: Drops

    mutating func take(_ drop: Statement.Drop) {
        for object in drop.objects {
            if goes(object) {
                unmake(object)
            } else if drop.ifExists, before.hadPart(object) == false {
                continue
            } else if drop.cascade {
                refuse("CASCADE drops objects that the statement does not name")
            } else {
                bringBack(object)
            }
        }
    }

    /// Undoes a DROP with the statement that created the object. The object must have held no rows.
    mutating func bringBack(_ object: ObjectIdentity) {
        if case .relation(let name) = object, !words.dropsView { return refuse("what \(name) held is gone") }
        guard object.comesBackAlone, let text = before.text(of: object) else {
            return refuse("how \(named(object)) was before it is not known")
        }
        let companions = before.companions(of: object)
        let texts = companions.compactMap { before.text(of: $0) }
        guard texts.count == companions.count else {
            return refuse("the comment and the privileges of \(named(object)) would not come back")
        }
        guard let concurrent = StatementWords(text).buildingAlone else {
            return undo(object, by: [text] + texts.sorted())
        }
        // It runs alone only if no other statement depends on its position.
        if isRenaming || !texts.isEmpty {
            undo(object, by: [concurrent.otherwise] + texts.sorted())
        } else {
            undo(object, by: [concurrent.alone], isAlone: true)
        }
    }

    // MARK: Renames

    mutating func take(_ rename: Statement.Rename) {
        if rename.ifExists, before.had(rename.object) == nil { return refuse("whether it was there is not known") }
        if rename.ifExists, before.had(rename.object) == false, !goes(rename.object) { return }
        guard let back = rename.object.renamed(from: rename.newName, words.alteredKind) else {
            return refuse("how it is renamed back is not known")
        }
        if goes(rename.object) { alsoMade(rename.object.named(rename.newName)) }
        undoAlways(by: [back])
    }

    mutating func takeMove(of object: ObjectIdentity, to schema: String) {
        guard let former = before.object(object).schemaName?.schema, let kind = words.alteredKind,
            let name = object.moved(to: schema).standaloneSQL
        else { return refuse("the schema that it was in is not known") }
        if goes(object) { alsoMade(object.moved(to: schema)) }
        undoAlways(by: ["ALTER \(kind) \(name) SET SCHEMA \(sqlName(former))"])
    }
}

extension ObjectIdentity {
    /// The function as `name(types)`.
    var routineSQL: String {
        guard case .routine(let name, let arguments) = self else { return "" }
        return name.sql + (arguments.map { "(" + $0.map(\.sql).joined(separator: ", ") + ")" } ?? "")
    }

    /// The object's name, if DROP and ALTER need nothing else to find it.
    fileprivate var standaloneSQL: String? {
        switch self {
        case .relation(let name), .index(let name), .type(let name): name.sql
        case .routine: routineSQL
        case .other(_, let name): name.sql
        case .schema(let name), .extension(let name): sqlName(name)
        default: nil
        }
    }

    /// True if the object holds no rows and nothing else that would be lost.
    fileprivate var comesBackAlone: Bool {
        switch self {
        case .relation, .index, .constraint, .trigger, .policy, .rule, .routine: true
        case .other(let kind, _): kind == "statistics"
        default: false
        }
    }

    /// The statement that restores the old name.
    fileprivate func renamed(from newName: String, _ kind: String?) -> String? {
        let old = sqlName(ownName)
        let new = sqlName(newName)
        return switch self {
        case .column(let table, _):
            kind == "TYPE"
                ? "ALTER TYPE \(table.sql) RENAME ATTRIBUTE \(new) TO \(old)"
                : "ALTER TABLE \(table.sql) RENAME COLUMN \(new) TO \(old)"
        case .constraint(let table, _):
            "ALTER \(kind == "DOMAIN" ? "DOMAIN" : "TABLE") \(table.sql) RENAME CONSTRAINT \(new) TO \(old)"
        case .trigger(let table, _): "ALTER TRIGGER \(new) ON \(table.sql) RENAME TO \(old)"
        case .policy(let table, _): "ALTER POLICY \(new) ON \(table.sql) RENAME TO \(old)"
        case .rule(let table, _): "ALTER RULE \(new) ON \(table.sql) RENAME TO \(old)"
        case .enumValue(let type, let value):
            "ALTER TYPE \(type.sql) RENAME VALUE \(SQLWords.literal(newName)) TO \(SQLWords.literal(value))"
        default:
            kind.flatMap { kind in
                named(newName).standaloneSQL.map { "ALTER \(kind) \($0) RENAME TO \(old)" }
            }
        }
    }

    /// The object's own name, without that of its table.
    fileprivate var ownName: String {
        switch self {
        case .schema(let name), .extension(let name), .column(_, let name), .constraint(_, let name),
            .trigger(_, let name), .policy(_, let name), .rule(_, let name), .enumValue(_, let name),
            .facet(_, let name):
            name
        case .relation(let name), .index(let name), .routine(let name, _), .type(let name), .other(_, let name):
            name.name
        case .comment(let object), .member(let object, _): object.ownName
        }
    }
}
