import TreeGuardBase
import TreeGuardSchema

/// Refuses a folder of plain SQL, or remarks on it, if another tool's table in the database lists its files. That tool runs
/// them; TreeGuard would add no row there.
struct LedgerConflicts: Sendable {
    /// A folder with its migrations.
    struct Folder: Sendable {
        var path: RepositoryPath
        var migrations: LedgerMigrations
        var named: FolderSettings?
    }

    /// A recognised table, with its tool.
    private struct Found: Sendable {
        var ledger: KnownLedger
        var table: LedgerTable

        var obstacle: Failure? { table.obstacle(reading: ledger.read) }
    }

    /// The result for one folder.
    enum Word: Sendable {
        /// The folder is not plain SQL.
        case refused(Failure)
        /// `.treeguard` says that it is plain SQL, but the table is worth a remark.
        case remark(String)
    }

    private let folders: [Folder]

    init(_ folders: [Folder]) { self.folders = folders }

    /// The questions of the first round.
    var questions: [Question] {
        guard !folders.isEmpty else { return [] }
        let names = KnownLedger.all.reduce(into: Set<String>()) { $0.formUnion($1.names) }
        return [LedgerTable.question(names, orColumns: Set(KnownLedger.all.compactMap(\.sign)))]
    }

    private func found(_ first: [Answer]) -> [Found] {
        (first.first.map(LedgerTable.all) ?? []).compactMap { table in
            KnownLedger.all.first { $0.recognises(table) }.map { Found(ledger: $0, table: table) }
        }
    }

    /// The questions of the second round: the rows of each readable table.
    func second(_ first: [Answer]) -> [Question] {
        found(first).filter { $0.obstacle == nil }.map { $0.ledger.question(to: $0.table) }
    }

    /// - Returns: the results of the folders, in the order of their paths
    func words(_ first: [Answer], _ second: [Answer]) -> [(folder: Folder, word: Word)] {
        var rows = second.map(\.rows)[...]
        let told = found(first).map { found in
            (found, found.obstacle == nil ? rows.popFirst().map { RecordedNames($0, found.ledger.record) } : nil)
        }
        return folders.flatMap { folder in
            let words = told.compactMap { found, names in word(of: folder, found, names) }
            // One refusal is enough.
            if let stop = words.first(where: { if case .refused = $0 { true } else { false } }) {
                return [(folder, stop)]
            }
            return words.map { (folder, $0) }
        }
    }

    private func word(of folder: Folder, _ found: Found, _ names: RecordedNames?) -> Word? {
        if let own = folder.named?.ledger, own.table == found.table.name,
            own.schema ?? found.table.schema == found.table.schema
        {
            return nil
        }
        let files = folder.migrations.list
        let runs = files.contains { found.ledger.runs($0.path.name) }
        let isToldPlain = folder.named?.framework == PlainSQL().id
        guard let names else {
            guard runs, !isToldPlain, let obstacle = found.obstacle else { return nil }
            return .refused(
                Failure(
                    .permissionDenied, what: obstacle.what,
                    why: "\(found.table.description) is a ledger of \(found.ledger.tool), which may run these files: "
                        + obstacle.why,
                    next:
                        "\(obstacle.next); or, if people run these files by hand: \(Survey.word("plain", of: folder.path))"
                ))
        }
        let matching = files.filter {
            names.has($0, folder.migrations.content(of: $0), shortNumbersTell: runs)
        }
        guard !matching.isEmpty || (runs && found.ledger.tellsWithoutRows) else { return nil }
        let records =
            switch (matching.last, found.ledger.record) {
            case (nil, _): "is there"
            case (let last?, .highest): "stands at \(Escaped(last.path.name))"
            case (let last?, _):
                "records \(matching.count) of the \(files.count) files, \(Escaped(last.path.name)) among them"
            }
        let table = "\(found.table.description), the ledger of \(found.ledger.tool), \(records)"
        if isToldPlain {
            return .remark(
                "\(folder.path): \(table). By .treeguard the files are plain SQL: treeguard writes no row there")
        }
        return .refused(
            Failure(
                .ledgerOfAnotherTool, what: "\(folder.path) is not plain SQL in this database",
                why: "\(table): the tool would run again whatever TreeGuard deploys",
                next: found.ledger.advice(for: folder.path)
                    + "; if people run these files by hand: \(Survey.word("plain", of: folder.path))"))
    }
}

extension KnownLedger {
    /// The next step where the tool runs the files of a folder: TreeGuard reads its ledger, or the tool itself deploys.
    fileprivate func advice(for folder: RepositoryPath) -> String {
        guard let framework = Frameworks.all.first(where: { $0.isSupported && $0.title == tool }) else {
            return "deploy with that tool"
        }
        return "say so: \(Survey.word(framework.id, of: folder))"
    }
}
