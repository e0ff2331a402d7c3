import TreeGuardBase

/// A framework whose files are recognised and whose ledger is not read yet. Its migrations are named, and nothing is
/// said of them: better no answer than the wrong one.
package struct Unsupported: Framework {
    package let id: String
    package let title: String
    package let pathHints: [String]
    package var isSupported: Bool { false }

    /// The folder to look at when this path changes, beyond the folders that everybody knows.
    private let homeOf: @Sendable (RepositoryPath) -> RepositoryPath?
    /// The extensions of its files, where it has none but these: a folder without them is passed over.
    private let extensions: Set<String>?
    /// Names one of which is in every folder with files of its own, where there are such.
    private let signs: Set<String>?
    /// True if the file is one of its migrations.
    private let isMigration: @Sendable (Folder.File, Folder) -> Bool
    /// True if the file is something that it keeps beside them.
    private let isCompanion: @Sendable (Folder.File, Folder) -> Bool
    /// How the project's own files tell it, where its migrations are named as plain SQL is.
    private let project: ProjectSigns?

    init(
        _ id: String, _ title: String, pathHints: [String] = [], only extensions: Set<String>? = nil,
        with signs: Set<String>? = nil,
        home: @escaping @Sendable (RepositoryPath) -> RepositoryPath? = { _ in nil },
        companion: @escaping @Sendable (Folder.File, Folder) -> Bool = { _, _ in false },
        project: ProjectSigns? = nil,
        migration: @escaping @Sendable (Folder.File, Folder) -> Bool = { _, _ in false }
    ) {
        self.id = id
        self.title = title
        self.pathHints = pathHints
        self.extensions = extensions
        self.signs = signs
        self.project = project
        homeOf = home
        isCompanion = companion
        isMigration = migration
    }

    package func home(of path: RepositoryPath) -> RepositoryPath? { homeOf(path) }

    package func companionFiles(_ folder: Folder) -> [RepositoryPath] { project?.files(above: folder) ?? [] }

    package func owns(_ migrations: [Migration], _ files: [RepositoryPath: [UInt8]]) -> Bool {
        project?.tell(of: migrations, files) ?? false
    }

    package func text(of source: String, at path: RepositoryPath) -> MigrationText {
        FileName(path.name).isSQL ? MigrationText(cutting: source) : .program(source)
    }

    package func reading(of folder: Folder, _ contents: FileContents) -> Reading {
        var reading = Reading()
        let isNamed = folder.named?.framework == id
        guard isNamed || mayHoldFiles(folder) else { return reading }
        for file in folder.files where file.kind == .file {
            if isCompanion(file, folder) {
                reading.leftOut.append(LeftOut(file.path, .companion(of: title)))
            } else if isMigration(file, folder) || (isNamed && Unsupported.looksLikeOne(file)) {
                reading.migrations.append(migration(file))
            }
        }
        takeOutWaysDown(of: folder, &reading)
        return reading
    }

    /// A file that undoes a migration is none itself.
    private func takeOutWaysDown(of folder: Folder, _ reading: inout Reading) {
        let taken = Set(reading.migrations.map(\.path))
        guard !taken.isEmpty else { return }
        for (down, up) in PlainFiles(folder, where: { $0.isSQL && taken.contains($0.path) }).undoing {
            reading.migrations.removeAll { $0.path == down.file.path }
            reading.leftOut.append(LeftOut(down.file.path, .rollback(of: up?.file.path)))
            guard let index = reading.migrations.firstIndex(where: { $0.path == up?.file.path }) else { continue }
            reading.migrations[index].down = down.file.path
        }
    }

    private func mayHoldFiles(_ folder: Folder) -> Bool {
        if let signs, !folder.has(anyNamed: signs) { return false }
        return extensions.map { folder.has(anyOf: $0) } ?? true
    }

    /// A migration of a folder that `.treeguard` gives to this framework: any file that is not mere text about it.
    private static func looksLikeOne(_ file: Folder.File) -> Bool {
        !["md", "txt", "rst", "mako", "lock", "ini", ""].contains(file.fileExtension) && !file.name.hasPrefix("_")
    }

    /// The folder carries the name where the file is called the same in all of them (`…/migration.sql`).
    private func migration(_ file: Folder.File) -> Migration {
        let isFolder = ["migration", "up"].contains(file.stem.lowercased()) && file.relative.count > 1
        let unit = isFolder ? file.relative[file.relative.count - 2] : file.stem
        let name = PlainName(stem: unit)
        return Migration(
            path: file.path, identity: .init(framework: id, key: unit), version: name.version, name: name.name,
            sequence: isFolder ? file.path.folder.folder : file.path.folder, position: name.position,
            content: file.content, notes: [.frameworkNotSupported])
    }
}
