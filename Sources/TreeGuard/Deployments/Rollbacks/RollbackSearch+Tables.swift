import TreeGuardSchema

/// Undoes ALTER TABLE and ALTER DOMAIN.
extension RollbackSearch {
    /// Undoes the actions of one statement one by one, the last one first.
    mutating func take(_ alter: Statement.AlterTable) {
        let relation = ObjectIdentity.relation(alter.name)
        if alter.ifExists, before.had(relation) == nil, !goes(relation) {
            return refuse("whether \(alter.name) was there is not known")
        }
        for action in alter.actions { take(action, on: alter.name) }
    }

    private mutating func take(_ action: Statement.AlterAction, on table: ObjectName) {
        let alter = "ALTER \(words.alteredKind ?? "TABLE") \(table.sql)"
        switch action {
        case .addColumn(let column, let ifNotExists):
            let isAttribute = words.alteredKind == "TYPE"
            make(
                .column(of: table, column.name), ifNotExists,
                by: "\(alter) DROP \(isAttribute ? "ATTRIBUTE" : "COLUMN") \(sqlName(column.name))")
        case .dropColumn(let column, let ifExists, _):
            let identity = ObjectIdentity.column(of: table, column)
            if goes(identity) { return unmake(identity) }
            if ifExists, before.hadPart(identity) == false { return }
            refuse("what column \(quotedIdentifier(column)) held is gone")
        case .alterColumn(let name, let change):
            take(change, of: .column(of: table, name), "\(alter) ALTER COLUMN \(sqlName(name))")
        case .addConstraint(let named): take(named, on: table, alter)
        case .dropConstraint(let name, let ifExists):
            let identity = ObjectIdentity.constraint(of: table, name)
            if goes(identity) { return unmake(identity) }
            if ifExists, before.hadPart(identity) == false { return }
            bringBack(identity)
        case .validateConstraint(let name), .alterConstraint(let name, _):
            remake(.constraint(of: table, name), by: "\(alter) DROP CONSTRAINT \(sqlName(name))")
        case .setTrigger(let name, _):
            let identity = ObjectIdentity.trigger(of: table, name)
            if goes(identity) { return }
            guard case .trigger(let trigger) = before.definition(of: identity), let former = trigger.enabled else {
                return refuse("when trigger \(quotedIdentifier(name)) fired before is not known")
            }
            undo(identity, by: ["\(alter) \(former.words) TRIGGER \(sqlName(name))"])
        case .setAllTriggers:
            if !goes(.relation(table)) { refuse("which triggers fired before is not known") }
        case .declare(let declaration): take(declaration)
        case .unverifiable(let words):
            if !goes(.relation(table)) { refuse("how \(words) is undone is not known") }
        }
    }

    // MARK: Columns

    private mutating func take(_ change: Column, of column: ObjectIdentity, _ alter: String) {
        guard !goes(column) else { return }
        guard case .column(let former) = before.definition(of: column) else {
            return refuse("how \(named(column)) was before it is not known")
        }
        // This comes first, so that it runs after the type is restored, which would reset it.
        undoStorage(change, former, column, alter)
        if let type = change.type { undoType(type, former, column, alter) }
        if let isNullable = change.isNullable, change.type == nil {
            guard let was = former.isNullable else {
                return refuse("whether \(named(column)) was NOT NULL is not known")
            }
            if was != isNullable { undo(column, by: ["\(alter) \(was ? "DROP" : "SET") NOT NULL"]) }
        }
        if change.defaultValue != nil, change.type == nil { undoDefault(former, column, alter) }
        if let identity = change.identity { undoIdentity(identity, former, column, alter) }
        if change.generated != nil { refuse("a generated column's expression cannot be given back") }
    }

    /// Undoes a change of type if no value can lose anything: the server refuses a value that does not fit.
    private mutating func undoType(_ type: TypeName, _ former: Column, _ column: ObjectIdentity, _ alter: String) {
        guard let was = former.type else { return refuse("the type that \(named(column)) had is not known") }
        guard was.isLossless(from: type), former.collation == nil || former.collation == .defaultCollation else {
            return refuse("going back from \(type) to \(was) may lose what was written since")
        }
        undo(column, by: ["\(alter) TYPE \(was.sql)"])
    }

    private mutating func undoDefault(_ former: Column, _ column: ObjectIdentity, _ alter: String) {
        switch former.defaultValue {
        case Column.DefaultValue.none?: undo(column, by: ["\(alter) DROP DEFAULT"])
        case .expression(let expression)?:
            guard let sql = expression.simpleSQL else {
                return refuse("the former default is not simple enough to write")
            }
            undo(column, by: ["\(alter) SET DEFAULT \(sql)"])
        case nil: refuse("the former default is not known")
        }
    }

    private mutating func undoIdentity(
        _ identity: Column.Identity, _ former: Column, _ column: ObjectIdentity, _ alter: String
    ) {
        switch (former.identity, identity) {
        case (Column.Identity.none?, .always), (Column.Identity.none?, .byDefault):
            undo(column, by: ["\(alter) DROP IDENTITY"])
        case (.always?, .byDefault): undo(column, by: ["\(alter) SET GENERATED ALWAYS"])
        case (.byDefault?, .always): undo(column, by: ["\(alter) SET GENERATED BY DEFAULT"])
        default: refuse("how far the sequence of \(named(column)) had counted is gone")
        }
    }

    /// Undoes storage settings. Unless set, they come from the type.
    private mutating func undoStorage(_ change: Column, _ former: Column, _ column: ObjectIdentity, _ alter: String) {
        var texts: [String] = []
        if change.statisticsTarget != nil { texts.append("\(alter) SET STATISTICS \(former.statisticsTarget ?? -1)") }
        // Restoring a type resets the storage to the type's own, too.
        if change.storage != nil || change.type != nil && former.storage != nil {
            guard let storage = former.storage ?? former.type?.storage else {
                return refuse("how \(named(column)) was stored is not known")
            }
            texts.append("\(alter) SET STORAGE \(storage.uppercased())")
        }
        if change.compression != nil || change.type != nil && former.compression != nil {
            texts.append("\(alter) SET COMPRESSION \(former.compression ?? "default")")
        }
        if !texts.isEmpty { undo(column, by: texts) }
    }

    // MARK: Constraints

    private mutating func take(_ named: NamedConstraint, on table: ObjectName, _ alter: String) {
        let name = named.name ?? named.constraint.chosenName(on: table.name)
        let identity = ObjectIdentity.constraint(of: table, name)
        if goes(.relation(table)) || goes(.type(table)) { return }
        if case .usingIndex = named.constraint.kind { return refuse("the index that it took over would go with it") }
        if named.name == nil, before.had(identity) == true {
            return refuse("a constraint of the name that PostgreSQL chooses was there already")
        }
        // A primary key makes its columns NOT NULL, and they stay so without it.
        var nullable: [String] = []
        for column in named.constraint.primaryKeyColumns ?? [] {
            let identity = ObjectIdentity.column(of: table, column)
            if goes(identity) { continue }
            guard case .column(let former) = before.definition(of: identity), let was = former.isNullable else {
                return refuse("whether column \(quotedIdentifier(column)) was NOT NULL is not known")
            }
            if was { nullable.append(column) }
        }
        if !nullable.isEmpty {
            undoAlways(by: nullable.map { "\(alter) ALTER COLUMN \(sqlName($0)) DROP NOT NULL" })
        }
        make(identity, false, by: "\(alter) DROP CONSTRAINT \(sqlName(name))")
    }

    /// Undoes a change of an object that must be dropped and created anew.
    private mutating func remake(_ identity: ObjectIdentity, by drop: String) {
        guard !goes(identity) else { return }
        guard let text = before.text(of: identity), before.companions(of: identity).isEmpty else {
            return refuse("how \(named(identity)) was before it is not known")
        }
        undo(identity, by: [drop, text])
    }

    mutating func take(_ alter: Statement.AlterDomain) {
        let domain = ObjectIdentity.type(alter.name)
        let words = "ALTER DOMAIN \(alter.name.sql)"
        guard !goes(domain) else { return }
        switch alter.action {
        case .addConstraint(let named): take(named, on: alter.name, words)
        case .dropConstraint(let name, let ifExists):
            let identity = ObjectIdentity.constraint(of: alter.name, name)
            if goes(identity) { return unmake(identity) }
            if ifExists, before.hadPart(identity) == false { return }
            bringBack(identity)
        case .validateConstraint(let name):
            remake(.constraint(of: alter.name, name), by: "\(words) DROP CONSTRAINT \(sqlName(name))")
        case .setDefault, .setNullable:
            guard case .domain(let former) = before.definition(of: domain) else {
                return refuse("how \(named(domain)) was before it is not known")
            }
            if case .setNullable(let isNullable) = alter.action {
                guard let was = former.isNullable else { return refuse("whether it was NOT NULL is not known") }
                if was != isNullable { undo(domain, by: ["\(words) \(was ? "DROP" : "SET") NOT NULL"]) }
            } else {
                undoDefault(former, domain, words)
            }
        }
    }
}

extension Trigger.Enabled {
    fileprivate var words: String {
        switch self {
        case .origin: "ENABLE"
        case .always: "ENABLE ALWAYS"
        case .replica: "ENABLE REPLICA"
        case .disabled: "DISABLE"
        }
    }
}

extension TypeName {
    /// The default storage of the type (pg_type.typstorage); nil for user-defined types.
    fileprivate var storage: String? {
        if arrayDimensions > 0 { return "extended" }
        guard name.schema == nil else { return nil }
        switch name.name {
        case "text", "varchar", "bpchar", "bytea", "json", "jsonb", "xml", "tsvector", "bit", "varbit":
            return "extended"
        case "numeric", "inet", "cidr": return "main"
        default: return nil
        }
    }

    /// True if values of the other type either convert back unchanged or are refused.
    fileprivate func isLossless(from other: TypeName) -> Bool {
        let families: [Set<String>] = [["int2", "int4", "int8"], ["varchar", "text"]]
        guard arrayDimensions == 0, other.arrayDimensions == 0, name.schema == nil, other.name.schema == nil else {
            return false
        }
        return families.contains { $0.contains(name.name) && $0.contains(other.name.name) }
    }
}
