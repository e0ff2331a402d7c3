/// Replaces copied columns (LIKE, OF, AS SELECT) by explicit steps, as far as the catalog and the earlier steps tell.
/// The rest counts as unverified.
struct ColumnOrigins {
    /// The parts of a table after the earlier steps.
    private typealias Parts = [ObjectIdentity: ObjectDefinition]

    private let catalog: Catalog
    private let queried: QueriedColumns
    private var tables: [ObjectName: Parts] = [:]
    private var unknown: Set<ObjectName> = []

    private init(_ catalog: Catalog, _ queried: QueriedColumns) { (self.catalog, self.queried) = (catalog, queried) }

    /// The steps of consecutive migrations with names qualified and copies written out, and the unknown parts of each.
    static func writtenOut(
        _ migrations: [[EffectStep]], _ catalog: Catalog, _ queried: QueriedColumns
    ) -> [(steps: [EffectStep], unverified: [Script.Unverified])] {
        var origins = ColumnOrigins(catalog, queried)
        return migrations.indices.map { number in
            var unverified: [Script.Unverified] = []
            let steps = migrations[number].indices.flatMap { index -> [EffectStep] in
                let step = migrations[number][index]
                var written = [step]
                if case .takeColumns(let table, let origin) = step.action {
                    let later = migrations[number][(index + 1)...] + migrations[(number + 1)...].joined()
                    let told = origins.told(step, of: table, by: origin, before: later)
                    unverified += told.leftOpen.map {
                        Script.Unverified(
                            what: "CREATE TABLE \(table.spoken): \($0)", range: step.range,
                            transaction: step.transaction)
                    }
                    written = told.steps
                }
                for step in written { origins.run(step) }
                return written
            }
            return (steps, unverified)
        }
    }

    // MARK: Known parts of a table

    private func parts(of table: ObjectName) -> Parts {
        if let known = tables[table] { return known }
        return Dictionary(
            catalog.parts(of: table).compactMap { part in catalog.objects[part].map { (part, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    private mutating func run(_ step: EffectStep) {
        switch step.action {
        case .create(.relation(let table), _):
            // The table may be new, or it may exist already. Parts that the file does not state are not assumed.
            tables[table] = [:]
        case .create(let part, let definition): change(part, definition) { $0[part] = definition }
        case .alter(let part, let facets):
            change(part, facets) { $0[part] = $0[part]?.overlaid(with: facets) }
        case .drop(.relation(let table)): tables[table] = [:]
        case .drop(let part): change(part, nil) { $0[part] = nil }
        case .rename(.relation(let old), .relation(let new)): unknown.formUnion([old, new])
        case .rename(let part, _): part.relation.map { _ = unknown.insert($0) }
        case .takeColumns(let table, _): unknown.insert(table)
        }
    }

    private mutating func change(
        _ part: ObjectIdentity, _ definition: ObjectDefinition?, _ change: (inout Parts) -> Void
    ) {
        guard let table = part.relation ?? definition?.table else { return }
        var parts = parts(of: table)
        change(&parts)
        tables[table] = parts
    }

    // MARK: Copied parts

    private func told(
        _ step: EffectStep, of table: ObjectName, by origin: ColumnOrigin, before later: some Sequence<EffectStep>
    ) -> (steps: [EffectStep], leftOpen: [String]) {
        let unknown: (steps: [EffectStep], leftOpen: [String]) = ([step], [origin.words])
        let actions: [EffectStep.Action]
        var leftOpen: [String] = []
        switch origin {
        case .like(let source, let included):
            guard let parts = parts(of: source, before: later) else { return unknown }
            actions = TableCopy(of: source, parts, as: table, including: included).actions
            if included.contains(.statistics) || included.isSuperset(of: [.comments, .indexes]) {
                leftOpen = ["statistics objects and comments on indexes, which LIKE \(source.spoken) copies"]
            }
        case .type(let type):
            guard let parts = parts(of: type, before: later) else { return unknown }
            actions = parts.compactMap { part, definition in
                guard case .column(_, let name) = part, case .column(let column) = definition else { return nil }
                return .create(
                    .column(of: table, name), .column(Column(type: column.type, collation: column.collation)))
            }
        case .query(let query, _):
            guard let told = queried[table, query], !later.contains(where: { $0.changesWhatIsRead(by: query) }) else {
                return unknown
            }
            actions = told.columns.map { .create(.column(of: table, $0.name), .column($0.column)) }
            leftOpen = told.isCertain ? [] : ["that its query gives no other columns"]
        }
        let said = self.parts(of: table)
        let steps = actions.sorted().map { action -> EffectStep in
            var step = step
            step.action = action
            // The statement's own words about a column take precedence.
            if case .create(let part, let definition) = action, said[part] != nil {
                step.action = .alter(part, definition)
            }
            return step
        }
        return (steps, leftOpen)
    }

    /// The parts of the source; nil if they are unknown: nobody has read the source, or a later step changes it, so
    /// that the catalog may show its later form.
    private func parts(of source: ObjectName, before later: some Sequence<EffectStep>) -> Parts? {
        guard !unknown.contains(source) else { return nil }
        var parts = parts(of: source)
        for step in later {
            switch step.action {
            case .create(let part, let definition) where (part.relation ?? definition.table) == source:
                parts[part] = nil
            case .alter(let part, _), .drop(let part), .rename(let part, _):
                if part.relation == source, part.isCopied { return nil }
                if case .rename(_, .relation(source)) = step.action { return nil }
            default: break
            }
        }
        return parts.isEmpty ? nil : parts
    }
}

/// The columns of queries, as scratch servers reported them.
package struct QueriedColumns: Hashable, Sendable {
    package struct Told: Hashable, Sendable {
        package var columns: [NamedColumn]
        /// False if the query may have returned other columns: `SELECT *` takes the columns that exist when it runs.
        package var isCertain: Bool
    }
    package struct NamedColumn: Hashable, Sendable {
        package var name: String
        package var column: Column
    }
    private struct Key: Hashable, Sendable {
        var table: ObjectName
        var query: String
    }

    private var told: [Key: Told] = [:]

    package init() {}

    package subscript(table: ObjectName, query: String) -> Told? {
        get { told[Key(table: table, query: query)] }
        set { told[Key(table: table, query: query)] = newValue }
    }
}

extension EffectStep {
    /// True if the query may have read something else before this step.
    fileprivate func changesWhatIsRead(by query: String) -> Bool {
        switch action {
        case .alter(let part, _), .drop(let part), .rename(let part, _):
            guard let relation = part.relation, part.isCopied else { return false }
            return QueryNames(of: query).words.contains(relation.name)
        case .create, .takeColumns: return false
        }
    }
}

extension [EffectStep.Action] {
    /// The actions in a stable order: columns first.
    fileprivate func sorted() -> [EffectStep.Action] {
        map { (action: $0, key: $0.created.map { "\($0)" } ?? "") }.sorted { a, b in
            a.action.isOfColumn == b.action.isOfColumn ? a.key < b.key : a.action.isOfColumn
        }.map(\.action)
    }
}

extension EffectStep.Action {
    fileprivate var created: ObjectIdentity? {
        if case .create(let identity, _) = self { return identity }
        return nil
    }

    fileprivate var isOfColumn: Bool { if case .column = created { true } else { false } }
}

extension ObjectIdentity {
    /// True if a copy includes it: the table itself, its columns, its constraints.
    fileprivate var isCopied: Bool {
        switch self {
        case .relation, .type, .column, .constraint: true
        default: false
        }
    }
}

extension ObjectName {
    /// The name for reports: without the schema `public`.
    var spoken: String { schema == "public" ? quotedIdentifier(name) : "\(self)" }
}
