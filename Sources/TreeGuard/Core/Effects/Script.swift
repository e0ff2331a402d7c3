/// One migration's text, as far as a check needs it: its steps, and what nobody can verify afterwards.
package struct Script: Hashable, Sendable {
    /// A statement whose effect no catalog shows, or that could not be read.
    package struct Unverified: Hashable, Sendable {
        package var what: String
        package var range: SourceRange
    }

    package var statementCount = 0
    package var steps: [EffectStep] = []
    /// Rows, opaque blocks, kinds of objects that are not compared: counted, never proof of anything.
    package var unverified: [Unverified] = []
    /// What nobody could read: the migration is never applied on the strength of the rest.
    package var unanalysable: [Unverified] = []
    /// Schemas of SET search_path, which names without a schema may belong to.
    package var searchPathSchemas: Set<String> = []

    package init(_ statements: [Statement]) {
        var searchPath: [String]?
        var temporary: Set<String> = []
        for statement in statements {
            if case .setSearchPath(let schemas) = statement.kind {
                searchPath = schemas.isEmpty ? nil : schemas.filter { $0 != "$user" }
                searchPathSchemas.formUnion(searchPath ?? [])
            }
            temporary.formUnion(statement.temporaryRelations)
            count(statement)
            for var step in statement.effects where !step.isAbout(temporary) {
                step.searchPath = searchPath
                steps.append(step)
            }
        }
    }

    private mutating func count(_ statement: Statement) {
        switch statement.kind {
        // Neither verified nor unverified: they frame the others.
        case .transaction, .setSearchPath, .setting: return
        case .withoutEffect: break
        case .data(let command), .unverifiable(let command):
            unverified.append(Unverified(what: command, range: statement.range))
        case .doBlock: unverified.append(Unverified(what: "DO block", range: statement.range))
        case .alterTable(let alter):
            for case .unverifiable(let words) in alter.actions {
                unverified.append(Unverified(what: "ALTER TABLE \(alter.name) \(words)", range: statement.range))
            }
        case .unanalysable(let reason):
            unanalysable.append(Unverified(what: reason, range: statement.range))
        default: break
        }
        statementCount += 1
    }
}

extension Statement {
    /// Relations that end with the session: nothing about them lasts.
    fileprivate var temporaryRelations: [String] {
        switch kind {
        case .createTable(let table) where table.isTemporary: [table.name.name]
        case .createView(let view) where view.isTemporary: [view.name.name]
        default: []
        }
    }
}

extension EffectStep {
    fileprivate func isAbout(_ temporary: Set<String>) -> Bool {
        guard !temporary.isEmpty else { return false }
        let relation: ObjectName? =
            switch action {
            case .create(_, .index(let index, _)): index.table
            case .create(let identity, _), .alter(let identity, _), .drop(let identity), .rename(let identity, _):
                identity.relation
            }
        return relation.map { ($0.schema ?? "pg_temp") == "pg_temp" && temporary.contains($0.name) } ?? false
    }
}

extension ObjectIdentity {
    /// The relation that it is, or that it belongs to.
    package var relation: ObjectName? {
        if case .relation(let name) = self { return name }
        return owner?.relation
    }
}
