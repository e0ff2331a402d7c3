import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSQL
import TreeGuardSchema

/// The statements of a change's migrations, and of those that follow them on the target: net effects need both.
struct MigrationTexts: Sendable {
    /// The migrations that would run, in their order: the new and edited ones, and what follows the first of them.
    let running: [Migration]
    /// The migrations that the change removes.
    let removed: [Migration]
    /// The earlier files, if the judgement needs them.
    let earlier: EarlierFiles
    private let byPath: [RepositoryPath: Text]

    private struct Text: Sendable {
        var script: Script
        /// Its statements that may meet an obstacle, or be one to others.
        var statements: [Statement] = []
        var notes: [String]
        /// nil where it could not be read.
        var bytes: [UInt8]?
        /// The SQL that its program would run; nil for a file that is SQL itself.
        var rendered: String?
        /// The file as its framework runs it; nil for a program that was asked.
        var file: MigrationText?
    }

    init(_ discovery: Discovery, _ landing: Landing, _ session: Session) throws(Failure) {
        removed = discovery.migrations.filter { $0.change == .removed }
        running = discovery.landing.inNeedOfReading
        let files = (running + removed).compactMap(\.file)
        let contents = try landing.contents(of: files)
        let rendered = try ProgramRenderings(of: running + removed, discovery.companionFiles, landing, session)
        let byPath = Dictionary(
            (running + removed).map { migration in
                (
                    migration.path,
                    MigrationTexts.text(
                        migration, migration.file.flatMap { contents[$0] }, rendered[migration], landing.config)
                )
            }, uniquingKeysWith: { first, _ in first })
        self.byPath = byPath
        let inNeed = discovery.migrations.filter { byPath[$0.path]?.script.needsEarlierFiles ?? false }
        earlier = try MigrationTexts.earlierFiles(
            than: inNeed, discovery, besides: running, landing, before: running.compactMap { byPath[$0.path]?.script })
    }

    /// The files of the same folders that the change and what follows it leave out.
    private static func earlierFiles(
        than migrations: [Migration], _ discovery: Discovery, besides read: [Migration], _ landing: Landing,
        before change: [Script]
    ) throws(Failure) -> EarlierFiles {
        let sequences = Set(migrations.map(\.sequence))
        guard !sequences.isEmpty else { return EarlierFiles() }
        let known = Set(read.map(\.path))
        let earlier = discovery.landing.filter { migration in
            sequences.contains(migration.sequence) && !known.contains(migration.path)
                && Frameworks.named(migration.framework)?.runsAsSQL ?? false
        }
        let contents = try landing.contents(of: earlier.compactMap(\.file))
        let scripts = earlier.compactMap { migration -> Script? in
            guard let bytes = migration.file.flatMap({ contents[$0] }) else { return nil }
            return text(migration, bytes, nil, landing.config).script
        }
        return EarlierFiles(scripts, before: change)
    }

    private static func text(
        _ migration: Migration, _ bytes: [UInt8]?, _ rendering: ProgramRendering?, _ config: Config
    ) -> Text {
        if let rendering, let bytes { return text(rendering, migration, of: bytes) }
        guard let bytes else {
            let anything = Statement.unanalysable("its content could not be read")
            return Text(script: Script([anything]), statements: [anything], notes: [], bytes: nil)
        }
        let source = SourceText(bytes: bytes)
        let file = migration.text(of: source.text)
        let statements = file.doubt.map { [.unanalysable($0)] } ?? SQL.statements(in: file.up)
        let isOneTransaction =
            file.isOneTransaction || !file.isWithoutTransaction && migration.runsInOneTransaction(config)
        return Text(
            script: Script(statements, isOneTransaction: isOneTransaction), statements: statements.thatMayMeetObstacles,
            notes: source.notes.filter(\.isWorthSaying).map { "the file \($0.rawValue)" }.sorted(),
            bytes: bytes, file: file)
    }

    /// The rendering of its framework stands for what a program does.
    private static func text(_ rendering: ProgramRendering, _ migration: Migration, of bytes: [UInt8]) -> Text {
        switch rendering {
        case .unavailable(let why):
            // It may do anything: what it does is not taken for nothing when others are tried after it.
            let anything = Statement.unanalysable(why)
            return Text(
                script: .notRead, statements: [anything], notes: ["objects were not verified: \(Escaped(why))"],
                bytes: bytes)
        case .sql(let sql):
            let statements = SQL.statements(in: sql)
            let script = Script(statements)
            let isWhole = script.unanalysable.isEmpty && script.unverified.isEmpty
            return Text(
                script: script, statements: statements.thatMayMeetObstacles,
                notes: isWhole
                    ? [] : ["lines count in what \(migration.program?.renderingCommand ?? "its program") prints"],
                bytes: bytes,
                rendered: sql)
        }
    }

    func script(of migration: Migration) -> Script { byPath[migration.path]?.script ?? .notRead }

    func statements(of migration: Migration) -> [Statement] { byPath[migration.path]?.statements ?? [] }

    /// The names that production is asked about.
    var catalogNames: CatalogNames {
        var catalogNames = CatalogNames(of: scripts)
        for text in byPath.values { catalogNames.add(needsOf: text.statements) }
        catalogNames.add(tables: earlier.tables)
        return catalogNames
    }

    /// The bytes of the file; nil where it was not read.
    func content(of migration: Migration) -> [UInt8]? { byPath[migration.path]?.bytes }

    /// The SQL that running it would run; nil where it was not read, or is a program that could not be asked.
    func sql(of migration: Migration) -> String? {
        guard let text = byPath[migration.path] else { return nil }
        return text.file.map { $0.doubt == nil ? $0.up : nil } ?? text.rendered
    }

    /// The same, as it is sent to a server. What nobody can tell is an instruction that nobody can send.
    func instructions(of migration: Migration) -> [Instruction] {
        let file = byPath[migration.path]?.file
        if let doubt = file?.doubt { return [Instruction("", [.unanalysable(doubt)])] }
        var instructions = sql(of: migration).map { SQL.instructions(in: $0) } ?? []
        guard file?.isWithoutTransaction ?? false else { return instructions }
        for index in instructions.indices where instructions[index].execution.isolation == .none {
            instructions[index].execution.isolation = .wished
        }
        return instructions
    }

    /// The part of the file that undoes the migration; nil where it holds nothing of the kind.
    func wayDown(of migration: Migration) -> String? { byPath[migration.path]?.file?.down }

    var scripts: [Script] { byPath.values.map(\.script) }

    /// The statements of those that run, as their files have them, or as the framework renders them.
    var scratchSources: [ScratchSource] {
        running.flatMap { migration in
            sql(of: migration).map { ScratchSource.all(in: $0, read: SQL.statements) } ?? []
        }
    }

    /// Remarks on a migration before any database is asked.
    func remarks(of migration: Migration) -> [String] {
        migration.notes.map(\.description) + (byPath[migration.path]?.notes ?? [])
    }
}

extension Statement {
    /// Stands for a file of which nobody can tell what it does.
    fileprivate static func unanalysable(_ reason: String) -> Statement {
        Statement(.unanalysable(reason: reason), at: SourceRange(offset: 0, length: 0, line: 1, column: 1))
    }
}

extension Migration {
    /// The part of a file's text that its framework would run.
    func text(of source: String) -> MigrationText {
        Frameworks.named(framework)?.text(of: source, at: path) ?? MigrationText(source)
    }
}

extension Migration {
    /// True if the team runs the whole file as one transaction.
    fileprivate func runsInOneTransaction(_ config: Config) -> Bool {
        config.migrationFolder(above: path)?.0.transaction == .file
    }
}

extension [Migration] {
    /// From the first that changes on, folder by folder: what stands before it cannot undo it.
    fileprivate var inNeedOfReading: [Migration] {
        var begun: Set<RepositoryPath> = []
        return filter { migration in
            if migration.change != nil { begun.insert(migration.sequence) }
            return begun.contains(migration.sequence)
        }
    }
}

extension Migration {
    /// Its file: as it would land, or as the target has it if the change removes it.
    fileprivate var file: WantedFile? {
        (content ?? old.map { .blob($0) }).map { WantedFile(path: path, content: $0) }
    }
}

extension SourceText.Note {
    /// Line endings and byte order marks are read like any other text.
    fileprivate var isWorthSaying: Bool {
        switch self {
        case .byteOrderMark, .windowsLineEndings: false
        case .utf16, .latin1, .nulBytes, .empty, .commentsOnly: true
        }
    }
}
