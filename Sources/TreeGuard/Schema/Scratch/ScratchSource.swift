/// One statement of a migration as its file has it: what may be run on a scratch server to hear how that would spell it.
package struct ScratchSource: Hashable, Sendable {
    package var statement: Statement
    /// The statement's own text.
    package var text: String
    /// The search path for its names; nil if that is left to the session.
    package var searchPath: [String]?

    package init(_ statement: Statement, text: String, searchPath: [String]? = nil) {
        self.statement = statement
        self.text = text
        self.searchPath = searchPath
    }

    /// Every statement of a text.
    package static func all(in sql: String, read: ReadStatements) -> [ScratchSource] {
        let statements = read(sql)
        let content = Array(sql.utf8)
        return zip(statements, statements.searchPaths).compactMap { statement, searchPath in
            let range = statement.range
            guard range.length > 0, range.offset + range.length <= content.count else { return nil }
            let text = content[range.offset..<range.offset + range.length]
            return ScratchSource(statement, text: String(decoding: text, as: UTF8.self), searchPath: searchPath)
        }
    }

    /// The text that is run in its place: DDL of a few kinds that runs no query and leaves no transaction. nil if it is
    /// not run at all: whoever proposes the change writes this text.
    package var runnable: String? {
        guard statement.isScratchable else { return nil }
        switch statement.kind {
        case .createView(let view): return view.scratchText
        case .createIndex(let index) where index.isConcurrent:
            return text.withoutFirst("concurrently")
        default: return text
        }
    }
}

extension Statement {
    /// True if it makes or describes an object, and does nothing else.
    var isScratchable: Bool {
        guard isInOrdinarySchemas else { return false }
        return switch kind {
        case .createTable(let table):
            !table.isTemporary && table.foreignServer == nil && table.origins.allSatisfy(\.isType)
        case .alterTable(let alter): alter.actions.allSatisfy(\.isScratchable)
        case .createView(let view): !view.isTemporary
        case .createRoutine(let routine): ["sql", "plpgsql"].contains(routine.routine.language)
        case .createSchema, .createIndex, .createTrigger, .createSequence, .createEnum, .createComposite, .createRange,
            .createDomain:
            true
        default: false
        }
    }

    /// Nothing may be put where the server's own names are looked for.
    private var isInOrdinarySchemas: Bool {
        effects.allSatisfy { step in
            switch step.action {
            case .create(let identity, _), .alter(let identity, _):
                !(identity.schemaName?.schema ?? "").hasPrefix("pg_")
            case .takeColumns: true
            case .drop, .rename: false
            }
        }
    }
}

extension ColumnOrigin {
    fileprivate var isType: Bool { if case .type = self { true } else { false } }
}

extension Statement.AlterAction {
    fileprivate var isScratchable: Bool {
        switch self {
        case .addColumn, .alterColumn, .addConstraint: true
        default: false
        }
    }
}

extension Statement.CreateView {
    /// Without rows: its query is read, and never run.
    var scratchText: String {
        let columns = columns.isEmpty ? "" : " (" + columns.map(quotedIdentifier).joined(separator: ", ") + ")"
        return isMaterialized
            ? "CREATE MATERIALIZED VIEW \(name)\(columns) AS \(query) WITH NO DATA"
            : "CREATE VIEW \(name)\(columns) AS \(query)"
    }
}

extension String {
    /// Without the first of an ASCII word, in whatever case; nil where there is none.
    fileprivate func withoutFirst(_ word: String) -> String? {
        let bytes = Array(utf8)
        let lower = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        guard let start = lower.indices.first(where: { lower[$0...].starts(with: word.utf8) }) else { return nil }
        return String(decoding: bytes[..<start] + bytes[(start + word.utf8.count)...], as: UTF8.self)
    }
}
