import TreeGuardBase
import TreeGuardSchema

/// The table in which a migration tool records migrations. Its columns identify it: several tools use the same name,
/// and teams change it.
struct KnownLedger: Sendable {
    /// The kind of a column's type.
    enum ColumnKind: Sendable { case number, text, flag, any }

    /// The columns of a row that identify the migration.
    enum Record: Hashable, Sendable {
        /// The name of a file, with or without its path and extension.
        case name(String)
        /// The number alone.
        case number(String)
        case numberAndName(number: String, name: String)
        /// The highest number that ran, in the table's one row.
        case highest(String)
        /// The name within an application, whose folder holds the file.
        case nameWithin(app: String, name: String)
        /// SHA-256 of the file, in hexadecimal digits.
        case digest(String)
    }

    /// The tool for people: "goose".
    let tool: String
    /// The names that the tool or teams give the table.
    let names: Set<String>
    /// The columns that the table must have.
    let columns: [String: ColumnKind]
    /// True if the table may have no other columns.
    var isWhole = false
    /// A column that hardly any other table has: it identifies the table under any name.
    var sign: String?
    let record: Record
    /// True if the tool could run a plain SQL file of this name. A tool that runs programs, or files with marks or
    /// folders of its own, could not; if its rows name our files all the same, the project runs them.
    var runs: @Sendable (_ name: String) -> Bool = { _ in false }
    /// True if the table alone proves that the tool runs such files.
    var tellsWithoutRows = false

    func recognises(_ table: LedgerTable) -> Bool {
        if isWhole, table.columns.count != columns.count { return false }
        guard names.contains(table.name) || sign.map({ table.has($0) }) ?? false else { return false }
        return columns.allSatisfy { name, kind in table.type(of: name).map(kind.fits) ?? false }
    }

    /// The columns to read.
    var read: [String] {
        switch record {
        case .name(let name), .digest(let name): [name]
        case .nameWithin(let app, let name): [app, name]
        case .number(let number), .highest(let number): [number]
        case .numberAndName(let number, let name): [number, name]
        }
    }

    func question(to table: LedgerTable) -> Question {
        let list = read.map { "\(sqlIdentifier($0))::text" }.joined(separator: ", ")
        return Question("SELECT \(list) FROM \(table.sql) ORDER BY 1 DESC LIMIT 100000")
    }
}

extension KnownLedger.ColumnKind {
    func fits(_ type: String) -> Bool {
        switch self {
        case .number: ["integer", "bigint", "smallint", "numeric"].contains { type.hasPrefix($0) }
        case .text: ["character", "text", "name", "citext"].contains { type.hasPrefix($0) }
        case .flag: type == "boolean"
        case .any: true
        }
    }
}

/// The names in the rows of a ledger, indexed for files.
struct RecordedNames {
    private var names: Set<String> = []
    private var numbers: [WrittenNumber: Set<String>] = [:]
    private let record: KnownLedger.Record
    let count: Int

    init(_ rows: [[String?]], _ record: KnownLedger.Record) {
        self.record = record
        count = rows.count
        for row in rows {
            let values = row.map { $0 ?? "" }
            switch record {
            case .digest: names.formUnion(values)
            case .nameWithin: names.insert(values.joined(separator: "/"))
            case .name: if let value = values.first { names.formUnion(RecordedNames.forms(of: value)) }
            case .number, .highest:
                if let number = RecordedNames.number(values.first) { numbers[number, default: []].insert("") }
            case .numberAndName:
                guard let number = RecordedNames.number(values.first) else { continue }
                numbers[number, default: []].insert(RecordedNames.plain(values.count > 1 ? values[1] : ""))
            }
        }
    }

    /// True if a row records the migration. `isTelling` is false if a short number alone proves nothing.
    func has(_ migration: Migration, _ content: [UInt8]?, shortNumbersTell isTelling: Bool) -> Bool {
        let file = migration.path.name
        let stem = FileName(file).stem
        switch record {
        case .name: return !names.isDisjoint(with: [file, stem, RecordedNames.withoutDirection(stem)])
        case .nameWithin: return migration.path.components.dropLast().contains { names.contains("\($0)/\(stem)") }
        case .digest: return content.map { !names.isDisjoint(with: ContentDigest.all(of: $0)) } ?? false
        case .number, .numberAndName, .highest: break
        }
        guard migration.position.numbers.count == 1, let number = migration.position.numbers.first,
            let said = numbers[number]
        else { return false }
        // Ten digits are a time: two files hardly ever share one.
        if number.description.utf8.count >= 10 { return true }
        if case .numberAndName = record { return said.contains(RecordedNames.plain(migration.name)) }
        return isTelling
    }

    /// The number at the start of a version: "Version20240102", "2024-01-02_x", "/20240101-x".
    private static func number(_ text: String?) -> WrittenNumber? {
        guard let text else { return nil }
        let digits = text.utf8.drop { !$0.isDigit }.prefix { $0.isDigit || $0 == UInt8(ascii: "-") }.filter(\.isDigit)
        return digits.isEmpty ? nil : WrittenNumber(digits)
    }

    /// The forms of a name that a file may have: without its path, its extension, its direction.
    private static func forms(of value: String) -> [String] {
        let last = value.split(separator: "/").last.map(String.init) ?? value
        let file = FileName(last)
        guard file.stem != last, file.fileExtension.utf8.count <= 5 else { return [last] }
        // `Assembly.Scripts.Script0001.sql`, as .NET names embedded files.
        let tail = file.stem.split(separator: ".").last.map(String.init) ?? file.stem
        return [last, file.stem, withoutDirection(file.stem), tail]
    }

    private static func withoutDirection(_ stem: String) -> String {
        stem.hasSuffix(".up") ? String(stem.dropLast(3)) : stem
    }

    /// A description in lower case, with blanks for all separators.
    private static func plain(_ text: String) -> String {
        String(
            decoding: text.utf8.map { $0.isLetter || $0.isDigit || $0 >= 0x80 ? $0.lowercased : 0x20 }, as: UTF8.self)
    }
}
