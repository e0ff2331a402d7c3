import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardVerdicts

/// How each migration of a change is undone: by its own file where it has one, else by statements made for it.
struct Rollbacks {
    private var byPath: [RepositoryPath: Rollback] = [:]

    subscript(migration: Migration) -> Rollback { byPath[migration.path] ?? .none(because: ["it was not read"]) }

    /// Before a deployment: what is there now comes back.
    init(_ checking: Checking, _ asked: AskedEnvironment) throws(Failure) {
        var before = PriorSchema(catalog: asked.catalogAnswers, asked.catalog, read: SQL.instructions)
        let pending = checking.texts.running.filter { asked.state(of: $0) != .applied }
        let downs = try Rollbacks.downs(of: pending, checking)
        for migration in pending {
            byPath[migration.path] = Rollbacks.rollback(of: migration, checking, downs, before)
            for instruction in checking.texts.instructions(of: migration) { before.learn(instruction) }
        }
    }

    /// After one: what was there before is known from the files before it, as far as it is known.
    ///
    /// - Parameter record: what a deployment of ours noted of the migration, which saw before that nothing was there of
    ///   what it makes
    init(
        afterwards migrations: [Migration], _ checking: Checking, record: (Migration) -> RunHistory.Entry?
    ) throws(Failure) {
        let downs = try Rollbacks.downs(of: migrations, checking)
        var earlier: [[Instruction]] = []
        for migration in checking.texts.running {
            if migrations.contains(where: { $0.path == migration.path }) {
                let entry = record(migration)
                let wasPending = entry?.outcome == .applied || entry?.isUnfinished == true
                let before = PriorSchema(files: earlier, wasPending: wasPending)
                byPath[migration.path] = Rollbacks.rollback(of: migration, checking, downs, before, until: entry)
            }
            earlier.append(checking.texts.instructions(of: migration))
        }
    }

    private static func rollback(
        of migration: Migration, _ checking: Checking, _ downs: [RepositoryPath: [UInt8]], _ before: PriorSchema,
        until entry: RunHistory.Entry? = nil
    ) -> Rollback {
        guard let bytes = checking.texts.content(of: migration) else {
            return .none(because: ["its content could not be read"])
        }
        if let program = Frameworks.named(migration.framework)?.program {
            return switch program.downgrade(in: bytes) {
            case .written: .file(migration.path, [], isProgram: true)
            case .empty: .none(because: ["downgrade() is empty"])
            case .refused: .none(because: ["downgrade() is missing, or raises"])
            }
        }
        guard let down = migration.down else {
            if let sql = checking.texts.wayDown(of: migration) {
                let instructions = SQL.instructions(in: sql)
                return instructions.isEmpty
                    ? .none(because: ["its own way down is empty"]) : .file(migration.path, instructions)
            }
            let all = checking.texts.instructions(of: migration)
            return .reversing(entry.map { $0.done(of: all, migration.path) } ?? all, knowing: before)
        }
        guard let bytes = downs[down] else { return .none(because: ["\(down) could not be read"]) }
        let text = migration.text(of: SourceText(bytes: bytes).text)
        let instructions = SQL.instructions(in: text.down ?? text.up)
        return instructions.isEmpty ? .none(because: ["\(down) is empty"]) : .file(down, instructions)
    }

    private static func downs(
        of migrations: [Migration], _ checking: Checking
    ) throws(Failure) -> [RepositoryPath: [UInt8]] {
        try checking.landing.contents(besides: migrations.compactMap(\.down))
    }
}

extension RunHistory.Entry {
    /// The instructions that were done: a transaction as a whole or not at all; one that runs by itself, perhaps.
    fileprivate func done(of instructions: [Instruction], _ path: RepositoryPath) -> [Instruction] {
        guard isUnfinished, let parts = try? Part.cutting(instructions, of: path), parts.count == self.parts else {
            return instructions
        }
        let isMaybeDone = begun > done && parts.indices.contains(done) && !parts[done].isTransaction
        return parts.prefix(isMaybeDone ? done + 1 : done).flatMap(\.instructions)
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
