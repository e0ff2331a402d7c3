import TreeGuardBase
import TreeGuardSchema

/// The table in which a team notes by hand which files it ran. Its column may hold the version, the file name with or
/// without its extension, or the path; leading zeros play no part, for a column of numbers has none.
struct PlainLedger: LedgerKeeper {
    let place: LedgerPlace
    let home: RepositoryPath
    private let column: String

    init(_ named: NamedLedger, home: RepositoryPath) {
        place = LedgerPlace(named)
        column = named.column
        self.home = home
    }

    func recognises(_ table: LedgerTable) -> Bool { table.has(column) }
    func columns(in table: LedgerTable) -> [String] { [column] }

    func question(to table: LedgerTable) -> Question {
        Question("SELECT \(sqlIdentifier(column))::text FROM \(table.sql) ORDER BY 1")
    }

    func reading(of rows: [[String?]], in table: LedgerTable, _ migrations: LedgerMigrations) -> LedgerReading {
        var reading = LedgerReading()
        let values = rows.map { ($0.first ?? nil) ?? "" }
        reading.names = values.map { "\(Escaped($0))" }
        let records = PlainValues(values)
        let byNumber = Dictionary(grouping: migrations.landing.filter(\.position.isNumbered), by: \.position.number)
        for migration in migrations.list {
            let (named, numbered) = records.rows(for: migration)
            reading.explained.formUnion(named)
            reading.explained.formUnion(numbered)
            if !named.isEmpty {
                reading.set(.recorded(.notKept), for: migration)
            } else if let row = numbered.first {
                let namesakes = byNumber[migration.position.number] ?? []
                reading.set(entry(byNumber: values[row], migration, namesakes), for: migration)
            } else {
                reading.set(.notRecorded(willRun: true), for: migration)
            }
        }
        return reading
    }

    /// A bare number belongs to the one file that has it.
    private func entry(byNumber value: String, _ migration: Migration, _ namesakes: [Migration]) -> LedgerEntry {
        guard let other = namesakes.first(where: { $0.path != migration.path }), migration.change != .removed else {
            return .recorded(.notKept)
        }
        return .unreadable(
            Failure(
                .ledgerAmbiguous, what: "the ledger does not tell \(migration.path) from \(other.path)",
                why: "it records \(Escaped(value)), which is the number of both",
                next: "give each file its own number, or record the file name"))
    }

    func recording(
        of migration: Migration, _ content: [UInt8]?, in table: LedgerTable?, _ rows: [[String?]]
    ) -> LedgerRecording? {
        guard let table else { return nil }
        let value = value(for: migration, like: rows.compactMap { $0.first ?? nil }, type: table.type(of: column) ?? "")
        guard !value.isEmpty else { return nil }
        return LedgerRecording(
            statements: [
                Question("INSERT INTO \(table.sql) (\(sqlIdentifier(column))) VALUES ($1)", [value])
            ], description: "\(table.description): \(Escaped(column)) \(Escaped(value))", table: table)
    }

    func removal(
        of migration: Migration, _ content: [UInt8]?, in table: LedgerTable, _ rows: [[String?]]
    ) -> LedgerRecording? {
        let values = rows.map { ($0.first ?? nil) ?? "" }
        let (named, numbered) = PlainValues(values).rows(for: migration)
        let own = Set((named.isEmpty ? Array(numbered.prefix(1)) : named).map { values[$0] }).sorted()
        guard !own.isEmpty else { return nil }
        return LedgerRecording(
            statements: own.map {
                Question("DELETE FROM \(table.sql) WHERE \(sqlIdentifier(column))::text = $1", [$0])
            },
            description: "\(table.description): \(Escaped(column)) \(Escaped(own.joined(separator: ", ")))",
            table: table)
    }

    /// In the form that the rows have; the version where there are none yet, and the file's stem where it has none.
    private func value(for migration: Migration, like values: [String], type: String) -> String {
        let file = migration.path.name
        let version = migration.version.isEmpty ? FileName(file).stem : migration.version
        guard let last = values.last, !type.hasSuffix("int"), type != "integer", type != "numeric" else {
            return version
        }
        if last.utf8.contains(UInt8(ascii: "/")) { return migration.path.text }
        if FileName(last).fileExtension == "sql" { return file }
        return PlainValue(last).isNumberAlone ? version : FileName(file).stem
    }
}

/// One value of a team's own ledger.
private struct PlainValue {
    let file: String
    let name: PlainName

    init(_ value: String) {
        let last = value.split(separator: "/").last.map(String.init) ?? ""
        file = FileName(last).fileExtension == "sql" ? FileName(last).stem : last
        name = PlainName(stem: file)
    }

    var isNumberAlone: Bool { name.isNumbered && name.name.isEmpty }
}

/// The values of a team's own ledger, by all that may name a migration.
private struct PlainValues {
    private var byFile: [String: [Int]] = [:]
    private var byKey: [String: [Int]] = [:]
    private var byNumber: [Position: [Int]] = [:]

    init(_ values: [String]) {
        for (row, value) in values.enumerated() {
            let record = PlainValue(value)
            byFile[record.file, default: []].append(row)
            byKey[record.name.key, default: []].append(row)
            if record.isNumberAlone { byNumber[record.name.position.number, default: []].append(row) }
        }
    }

    /// The rows that name the migration, and those that are its number and nothing else.
    func rows(for migration: Migration) -> (named: [Int], numbered: [Int]) {
        let named =
            (byFile[FileName(migration.path.name).stem] ?? []) + (byKey[migration.identity.key] ?? [])
        return (named, migration.position.isNumbered ? byNumber[migration.position.number] ?? [] : [])
    }
}
