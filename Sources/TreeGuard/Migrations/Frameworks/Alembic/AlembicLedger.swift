import TreeGuardBase
import TreeGuardSchema

/// `alembic_version`: one row for each head that the database is at. What is recorded is what a head needed to get
/// there, and that is known by the scripts alone.
struct AlembicLedger: LedgerKeeper {
    let place: LedgerPlace
    let home: RepositoryPath
    /// The needs of each revision, by the scripts that would be there and those that the target has.
    private let graph: AlembicGraph
    /// The setting that env.py computes, so that the table is not known.
    private let computed: String?

    init(_ sequence: LedgerSequence) {
        home = sequence.path
        graph = AlembicGraph(
            sequence.migrations.map { AlembicRevision(id: $0.identity.key, parents: $0.requires) })
        let environment = sequence.path.file("env.py")
        let settings = AlembicSettings.of(sequence.path, in: sequence.files)
        let table = AlembicTable(environment: sequence.files[environment] ?? []) { name in
            settings?.options[name.lowercased()]
        }
        if let named = sequence.named?.ledger {
            place = LedgerPlace(named)
            computed = nil
        } else {
            place = LedgerPlace(
                table: table.name ?? "alembic_version", schema: table.schema,
                toldBy: table.name == nil && table.schema == nil ? nil : "\(environment)")
            computed = table.computed
        }
    }

    func recognises(_ table: LedgerTable) -> Bool { table.columns.map(\.name) == ["version_num"] }
    func columns(in table: LedgerTable) -> [String] { ["version_num"] }

    func question(to table: LedgerTable) -> Question {
        Question("SELECT version_num::text FROM \(table.sql) ORDER BY 1")
    }

    func reading(of rows: [[String?]], in table: LedgerTable, _ migrations: LedgerMigrations) -> LedgerReading {
        let heads = rows.map { ($0.first ?? nil) ?? "" }
        var reading = LedgerReading()
        reading.names = heads.map { "revision \(Escaped($0))" }
        let unknown = heads.filter { graph.revisions[$0] == nil }
        reading.explained = Set(heads.indices.filter { !unknown.contains(heads[$0]) })
        guard unknown.isEmpty else {
            let failure = Self.ahead(of: unknown, table, home)
            for migration in migrations.list { reading.set(.unreadable(failure), for: migration) }
            return reading
        }
        let applied = graph.closure(of: heads)
        for migration in migrations.list {
            let isApplied = applied.contains(migration.identity.key)
            reading.set(isApplied ? .recorded(.notKept) : .notRecorded(willRun: true), for: migration)
        }
        if heads.count > 1 {
            reading.remarks.append(
                "\(table.description) records \(heads.count) heads: "
                    + heads.map { "\(Escaped($0))" }.joined(separator: ", "))
        }
        return reading
    }

    private static func ahead(of heads: [String], _ table: LedgerTable, _ home: RepositoryPath) -> Failure {
        let list = heads.map { "\(Escaped($0))" }.joined(separator: ", ")
        return Failure(
            .ledgerAhead, what: "the database is at revision \(list), which no script in \(home) has",
            why: "\(table.description) records \(list), and neither the target nor what would land knows it: "
                + "the database is ahead of this branch, or was migrated from another one",
            next:
                "find who deployed it: git log --all -S\(ShellQuoted(heads[0])) -- '*.py'; then merge that branch first"
        )
    }

    /// A computed name may be any table's: that none is called alembic_version says nothing.
    func readingWithoutTable(_ migrations: LedgerMigrations) -> LedgerReading {
        guard let computed else { return LedgerReading(entries: migrations.list.map { ($0, .noTable) }) }
        let failure = Failure(
            .ledgerNotRecognised, what: "the ledger of \(home) was not found",
            why: "\(home)/env.py computes \(computed), and no table is called \(place.description)",
            next: configurationAdvice)
        return LedgerReading(entries: migrations.list.map { ($0, .unreadable(failure)) })
    }

    /// The rows as `alembic stamp` leaves them: the heads that the revision follows give way to the revision.
    func recording(
        of migration: Migration, _ content: [UInt8]?, in table: LedgerTable?, _ rows: [[String?]]
    ) -> LedgerRecording? {
        let id = migration.identity.key
        guard let table, id.utf8.count <= 32, graph.revisions[id] != nil, migration.change != .removed else {
            return nil
        }
        let heads = rows.compactMap { $0.first ?? nil }
        let applied = graph.closure(of: heads)
        // Sound only where all that it needs is recorded, and it is not: stamping past a gap would record the gap too.
        guard heads.allSatisfy({ graph.revisions[$0] != nil }), !applied.contains(id),
            migration.requires.allSatisfy(applied.contains)
        else { return nil }
        let replaced = heads.filter { migration.requires.contains($0) }
        let gone = replaced.map { Question("DELETE FROM \(table.sql) WHERE version_num = $1", [$0]) }
        return LedgerRecording(
            statements: gone + [Question("INSERT INTO \(table.sql) (version_num) VALUES ($1)", [id])],
            description: "\(table.description): version_num \(Escaped(id))"
                + (replaced.isEmpty ? "" : " in place of \(replaced.map { "\(Escaped($0))" }.joined(separator: ", "))")
                + ", as alembic stamp \(Escaped(id)) does",
            table: table)
    }
}
