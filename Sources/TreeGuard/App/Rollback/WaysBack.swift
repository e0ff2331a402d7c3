import TreeGuardCore
import TreeGuardSQL

/// How each migration of a change is undone: by its own file where it has one, else by statements made for it.
struct WaysBack {
    private var byPath: [RepositoryPath: WayBack] = [:]

    subscript(migration: Migration) -> WayBack { byPath[migration.path] ?? .none(because: ["it was not read"]) }

    /// Before a deployment: what is there now comes back.
    init(_ checking: Checking, _ asked: AskedEnvironment) throws(Failure) {
        let answers = asked.catalogAnswers
        var before = Before(catalog: answers, Catalog(answers, read: SQL.statements), read: SQL.instructions)
        let pending = checking.texts.running.filter { asked.state(of: $0) != .applied }
        let downs = try WaysBack.downs(of: pending, checking)
        for migration in pending {
            byPath[migration.path] = WaysBack.wayBack(of: migration, checking, downs, before)
            for instruction in checking.texts.instructions(of: migration) { before.learn(instruction) }
        }
    }

    /// After one: what was there before is known from the files before it, as far as it is known.
    ///
    /// - Parameter wasPending: whether a deployment of ours saw that nothing was there of what the migration makes
    init(
        afterwards migrations: [Migration], _ checking: Checking, wasPending: (Migration) -> Bool
    ) throws(Failure) {
        let downs = try WaysBack.downs(of: migrations, checking)
        var earlier: [[Instruction]] = []
        for migration in checking.texts.running {
            if migrations.contains(where: { $0.path == migration.path }) {
                let before = Before(files: earlier, wasPending: wasPending(migration))
                byPath[migration.path] = WaysBack.wayBack(of: migration, checking, downs, before)
            }
            earlier.append(checking.texts.instructions(of: migration))
        }
    }

    private static func wayBack(
        of migration: Migration, _ checking: Checking, _ downs: [RepositoryPath: [UInt8]], _ before: Before
    ) -> WayBack {
        guard let bytes = checking.texts.content(of: migration) else {
            return .none(because: ["its content could not be read"])
        }
        if migration.framework == Alembic().id {
            return switch AlembicDowngrade(script: bytes) {
            case .written: .file(migration.path, [], isProgram: true)
            case .empty: .none(because: ["downgrade() is empty"])
            case .refused: .none(because: ["downgrade() is missing, or raises"])
            }
        }
        guard let down = migration.down else {
            return .reversing(checking.texts.instructions(of: migration), knowing: before)
        }
        guard let bytes = downs[down] else { return .none(because: ["\(down) could not be read"]) }
        let source = SourceText(bytes: bytes).text
        let instructions = SQL.instructions(
            in: Frameworks.named(migration.framework)?.statementText(source) ?? source)
        return instructions.isEmpty ? .none(because: ["\(down) is empty"]) : .file(down, instructions)
    }

    private static func downs(
        of migrations: [Migration], _ checking: Checking
    ) throws(Failure) -> [RepositoryPath: [UInt8]] {
        try checking.landing.contents(besides: migrations.compactMap(\.down))
    }
}

extension MigrationTexts {
    func instructions(of migration: Migration) -> [Instruction] {
        sql(of: migration).map { SQL.instructions(in: $0) } ?? []
    }
}

extension FileRun {
    /// The way back as it is run: with the row of the ledger taken away in its last transaction.
    init(undoing path: RepositoryPath, _ sql: String, _ removal: LedgerRecording?) throws(Failure) {
        self.init(
            path, try Part.cutting(SQL.instructions(in: sql), of: path),
            noted: removal?.amendment ?? Amendment(statements: []))
    }
}
