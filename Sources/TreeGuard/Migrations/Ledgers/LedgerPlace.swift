import TreeGuardBase

/// The place of a ledger.
package struct LedgerPlace: Hashable, Sendable {
    /// The table's name.
    package var table: String
    /// The schema; nil for any schema that the role can see.
    package var schema: String?
    /// The source of this place, for people: ".treeguard", or a file of settings; nil for the framework's default. If it
    /// is set, no other table is accepted.
    package var toldBy: String?
    /// The schema that is preferred if several tables match.
    package var usualSchema: String?

    package init(table: String, schema: String? = nil, toldBy: String? = nil, usualSchema: String? = nil) {
        self.table = table
        self.schema = schema
        self.toldBy = toldBy
        self.usualSchema = usualSchema
    }

    /// Reads the folder's setting in `.treeguard`.
    package init(_ named: NamedLedger) {
        self.init(table: named.table, schema: named.schema, toldBy: ".treeguard")
    }

    /// The place for people.
    package var description: String {
        schema.map { "\(Escaped($0)).\(Escaped(table))" } ?? "\(Escaped(table))"
    }

    /// Finds the one matching table, and checks that it is readable.
    func search(in tables: [LedgerTable], for keeper: some LedgerKeeper) -> LedgerSearch {
        let named = tables.filter { $0.name == table && (schema == nil || $0.schema == schema) }
        var fitting = named.filter(keeper.recognises)
        if fitting.count > 1, let usual = fitting.first(where: { $0.schema == usualSchema }) { fitting = [usual] }
        guard fitting.count < 2 else {
            let names = fitting.map { $0.description }.joined(separator: " and ")
            return .failed(
                Failure(
                    .ledgerAmbiguous, what: "it is not clear which ledger counts for \(keeper.home)",
                    why: "\(names) all look like one", next: keeper.configurationAdvice))
        }
        if let found = fitting.first {
            return found.obstacle(reading: keeper.columns(in: found)).map { .failed($0) } ?? .found(found)
        }
        guard let other = named.first, toldBy != nil else { return .absent }
        let columns = other.columns.map { "\(Escaped($0.name))" }.joined(separator: ", ")
        return .failed(
            Failure(
                .ledgerNotRecognised, what: "\(other.description) is not the ledger that was expected",
                why: "its columns are \(columns)", next: keeper.configurationAdvice))
    }
}

/// The result of the search for one ledger.
package enum LedgerSearch: Hashable, Sendable {
    case found(LedgerTable)
    case absent
    case failed(Failure)
}
