/// One migration's text, as far as a check needs it: its steps, and the statements that cannot be verified.
package struct Script: Hashable, Sendable {
    /// A statement whose effect no catalog shows, or that could not be read.
    package struct Unverified: Hashable, Sendable {
        package var what: String
        package var range: SourceRange
        /// The number of its transaction in the file.
        package var transaction: Int

        package init(what: String, range: SourceRange, transaction: Int = 0) {
            self.what = what
            self.range = range
            self.transaction = transaction
        }
    }

    package var statementCount = 0
    package var steps: [EffectStep] = []
    /// Rows, opaque blocks, and kinds of objects that are not compared: they are counted, but prove nothing.
    package var unverified: [Unverified] = []
    /// Unreadable statements: with one of these, the rest of the file cannot prove that the migration was applied.
    package var unanalysable: [Unverified] = []
    /// The schemas of SET search_path: unqualified names may belong to them.
    package var searchPathSchemas: Set<String> = []
    /// The words of code that was not understood: it may change any object of such a name.
    package var wordsOfBlocks: Set<String> = []

    /// False if only its program could tell what it does, and did not.
    package private(set) var isRead = true

    /// A migration of which nothing is known.
    package static let notRead: Script = {
        var script = Script([])
        script.isRead = false
        return script
    }()

    /// - Parameter isOneTransaction: true if all of it runs as one transaction
    package init(_ statements: [Statement], isOneTransaction: Bool = false) {
        var session = Session(isOneTransaction: isOneTransaction)
        for statement in statements {
            session.beginStatement()
            count(statement, session.transaction)
            if case .transaction(let command) = statement.kind { follow(command, &session, at: statement.range) }
            session.run(statement)
            searchPathSchemas.formUnion(session.searchPath ?? [])
            for var step in statement.effects where !session.isTemporary(step, of: statement) {
                step.searchPath = session.searchPath
                step.transaction = session.transaction
                steps.append(step)
            }
        }
    }

    private mutating func count(_ statement: Statement, _ transaction: Int) {
        switch statement.kind {
        // These frame other statements; they are neither verified nor unverified.
        case .transaction, .setSearchPath, .setting: return
        case .unanalysable(let reason): unanalysable.append(Unverified(what: reason, range: statement.range))
        default:
            if case .doBlock(_, let body) = statement.kind { wordsOfBlocks.formUnion(body.wordsOfCode) }
            unverified += statement.unverifiable.map {
                Unverified(what: $0, range: statement.range, transaction: transaction)
            }
        }
        statementCount += 1
    }

    /// Follows a transaction command: rolled back statements have no effect.
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
            // The command does not say which savepoint it means; with a single one it is clear.
            guard session.marks.count == 2, let savepoint = session.marks.last else {
                unanalysable.append(Unverified(what: "savepoints inside savepoints", range: range))
                return
            }
            if command == .release { session.marks.removeLast() } else { steps.removeSubrange(savepoint...) }
        }
    }
}

extension String {
    /// Everything that may be a name, as it is written and as PostgreSQL folds it.
    fileprivate var wordsOfCode: Set<String> {
        var words: Set<String> = []
        for word in split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "$" }) {
            words.formUnion([String(word), word.lowercased()])
        }
        return words
    }
}

/// The session state that statements of a file leave for the later ones.
private struct Session {
    /// The search path; nil if the file leaves it to the session.
    var searchPath: [String]?
    /// The number of steps at the start of the transaction, and at each savepoint.
    var marks: [Int] = []
    /// The number of the transaction: each statement outside of BEGIN and COMMIT is one of its own.
    private(set) var transaction = 0
    private let isOneTransaction: Bool
    private var temporary: Set<String> = []

    init(isOneTransaction: Bool) { self.isOneTransaction = isOneTransaction }

    mutating func beginStatement() {
        if marks.isEmpty, !isOneTransaction { transaction += 1 }
    }

    mutating func run(_ statement: Statement) {
        switch statement.kind {
        case .setSearchPath(let schemas):
            // One empty name means no schema. The role's own path is not known here.
            searchPath = schemas.isEmpty ? nil : schemas.filter { $0 != "$user" && !$0.isEmpty }
        case .createTable(let table) where table.isTemporary: temporary.insert(table.name.name)
        case .createView(let view) where view.isTemporary: temporary.insert(view.name.name)
        default: break
        }
    }

    /// True if the step is about a temporary object, which ends with the session.
    mutating func isTemporary(_ step: EffectStep, of statement: Statement) -> Bool {
        if case .create(let identity, _) = step.action, identity.schemaName?.schema == "pg_temp" { return true }
        guard !temporary.isEmpty, !statement.createsRelation, let relation = step.relation,
            (relation.schema ?? "pg_temp") == "pg_temp", temporary.contains(relation.name)
        else { return false }
        // From here on the name refers to the permanent relation again.
        if case .drop(.relation) = step.action { temporary.remove(relation.name) }
        if case .rename(.relation, .relation(let name)) = step.action {
            temporary.remove(relation.name)
            temporary.insert(name.name)
        }
        return true
    }
}

extension [Statement] {
    /// The search path of each statement while it runs; nil if it is left to the session.
    package var searchPaths: [[String]?] {
        var session = Session(isOneTransaction: false)
        return map { statement in
            session.run(statement)
            return session.searchPath
        }
    }
}

extension Statement {
    /// True for CREATE, which never refers to an existing object of that name.
    fileprivate var createsRelation: Bool {
        switch kind {
        case .createTable, .createView, .createSequence: true
        default: false
        }
    }

    /// The parts of the statement that no catalog shows or that we do not ask for, in words.
    fileprivate var unverifiable: [String] {
        switch kind {
        case .data(let command), .unverifiable(let command): [command]
        case .declare(let declaration):
            // We do not ask about large objects and the like.
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
