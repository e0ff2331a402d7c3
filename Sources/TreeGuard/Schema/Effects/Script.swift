/// One migration's text, as far as a check needs it: its steps, and what nobody can verify afterwards.
package struct Script: Hashable, Sendable {
    /// A statement whose effect no catalog shows, or that could not be read.
    package struct Unverified: Hashable, Sendable {
        package var what: String
        package var range: SourceRange

        package init(what: String, range: SourceRange) {
            self.what = what
            self.range = range
        }
    }

    package var statementCount = 0
    package var steps: [EffectStep] = []
    /// Rows, opaque blocks, kinds of objects that are not compared: counted, never proof of anything.
    package var unverified: [Unverified] = []
    /// The parts that could not be read: the rest alone never makes the migration applied.
    package var unanalysable: [Unverified] = []
    /// Schemas of SET search_path, which names without a schema may belong to.
    package var searchPathSchemas: Set<String> = []

    package init(_ statements: [Statement]) {
        var session = Session()
        for statement in statements {
            count(statement)
            if case .transaction(let command) = statement.kind { follow(command, &session, at: statement.range) }
            session.run(statement)
            searchPathSchemas.formUnion(session.searchPath ?? [])
            for var step in statement.effects where !session.isTemporary(step, of: statement) {
                step.searchPath = session.searchPath
                steps.append(step)
            }
        }
    }

    private mutating func count(_ statement: Statement) {
        switch statement.kind {
        // Neither verified nor unverified: they frame the others.
        case .transaction, .setSearchPath, .setting: return
        case .unanalysable(let reason): unanalysable.append(Unverified(what: reason, range: statement.range))
        default: unverified += statement.unverifiable.map { Unverified(what: $0, range: statement.range) }
        }
        statementCount += 1
    }

    /// Follows transactions: statements that are rolled back have no effect.
    private mutating func follow(
        _ command: Statement.Transaction, _ session: inout Session, at range: SourceRange
    ) {
        switch command {
        case .begin: session.marks = [steps.count]
        case .savepoint: session.marks.append(steps.count)
        case .commit: session.marks = []
        case .rollback:
            if let start = session.marks.first { steps.removeSubrange(start...) }
            session.marks = []
        case .release, .rollbackTo:
            // Which savepoint is meant is not told: with one there is no doubt.
            guard session.marks.count == 2, let savepoint = session.marks.last else {
                unanalysable.append(Unverified(what: "savepoints inside savepoints", range: range))
                return
            }
            if command == .release { session.marks.removeLast() } else { steps.removeSubrange(savepoint...) }
        }
    }
}

/// The session state that a file's statements leave for those after them.
private struct Session {
    /// nil where the file leaves it to the session.
    var searchPath: [String]?
    /// How many steps there were when the transaction began, and at each savepoint.
    var marks: [Int] = []
    private var temporary: Set<String> = []

    mutating func run(_ statement: Statement) {
        switch statement.kind {
        case .setSearchPath(let schemas):
            // One empty name is no schema at all; that of the role is not known here.
            searchPath = schemas.isEmpty ? nil : schemas.filter { $0 != "$user" && !$0.isEmpty }
        case .createTable(let table) where table.isTemporary: temporary.insert(table.name.name)
        case .createView(let view) where view.isTemporary: temporary.insert(view.name.name)
        default: break
        }
    }

    /// True if the step is about a relation that ends with the session: nothing about it lasts.
    mutating func isTemporary(_ step: EffectStep, of statement: Statement) -> Bool {
        guard !temporary.isEmpty, !statement.createsRelation, let relation = step.relation,
            (relation.schema ?? "pg_temp") == "pg_temp", temporary.contains(relation.name)
        else { return false }
        // From here on the name means what it meant before.
        if case .drop(.relation) = step.action { temporary.remove(relation.name) }
        if case .rename(.relation, .relation(let name)) = step.action {
            temporary.remove(relation.name)
            temporary.insert(name.name)
        }
        return true
    }
}

extension [Statement] {
    /// The search path while each of them runs; nil if that is left to the session.
    package var searchPaths: [[String]?] {
        var session = Session()
        return map { statement in
            session.run(statement)
            return session.searchPath
        }
    }
}

extension Statement {
    /// It is never about what bears the name already.
    fileprivate var createsRelation: Bool {
        switch kind {
        case .createTable, .createView, .createSequence: true
        default: false
        }
    }

    /// The parts of the statement that no catalog shows, or that are not asked for, in words.
    fileprivate var unverifiable: [String] {
        switch kind {
        case .data(let command), .unverifiable(let command): [command]
        case .declare(let declaration):
            // Large objects and the like are not asked about.
            declaration.parts.allSatisfy(\.object.isAskedFor)
                ? declaration.unverified.map { "\(declaration.command): \($0)" } : [declaration.command]
        case .doBlock: ["DO block"]
        case .block(let statements): statements.flatMap(\.statement.unverifiable)
        case .alterTable(let alter):
            alter.actions.compactMap { $0.unverifiable.map { "ALTER TABLE \(alter.name) \($0)" } }
        case .createTable(let table) where !table.isTemporary:
            table.unverifiable.map { "CREATE TABLE \(table.name): \($0)" }
        case .drop(let drop):
            drop.objects.filter { !$0.isAskedFor }.map { "DROP \($0.kindWords)" }
        case .rename(let rename) where !rename.object.isAskedFor: ["ALTER \(rename.object.kindWords) RENAME"]
        case .setSchema(let object, _) where !object.isAskedFor: ["ALTER \(object.kindWords) SET SCHEMA"]
        case .comment(let object, _) where !object.isAskedFor: ["COMMENT ON \(object.kindWords)"]
        default: []
        }
    }
}

extension Statement.AlterAction {
    fileprivate var unverifiable: String? {
        switch self {
        case .unverifiable(let words): words
        default: nil
        }
    }
}

extension Statement.CreateTable {
    fileprivate var unverifiable: [String] {
        [
            foreignServer == nil ? nil : "its options"
        ].compactMap(\.self)
    }
}

extension ObjectIdentity {
    fileprivate var kindWords: String {
        switch self {
        case .other(let kind, let name): "\(kind.uppercased()) \(name)"
        case .policy(let table, let name): "POLICY \(quotedIdentifier(name)) ON \(table)"
        case .rule(let table, let name): "RULE \(quotedIdentifier(name)) ON \(table)"
        case .comment(let object): object.kindWords
        default: "OBJECT"
        }
    }
}

extension EffectStep {
    fileprivate var relation: ObjectName? {
        switch action {
        case .create(_, .index(let index, _)): index.table
        case .create(let identity, _), .alter(let identity, _), .drop(let identity), .rename(let identity, _):
            identity.relation
        case .takeColumns(let table, _): table
        }
    }
}
