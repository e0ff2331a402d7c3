/// A framework whose files are recognised and whose ledger is not read yet. Its migrations are named, and nothing is
/// said of them: better no answer than the wrong one.
package struct Unsupported: Framework {
    package let id: String
    package let title: String
    package let tellTales: [String]
    package var isSupported: Bool { false }

    /// Where to look when this path changes, beyond the folders that everybody knows.
    private let homeOf: @Sendable (RepositoryPath) -> RepositoryPath?
    /// The extensions of its files, where it has none but these: a folder without them is passed over.
    private let extensions: Set<String>?
    /// Whether the file is one of its migrations.
    private let isMigration: @Sendable (Folder.File, Folder) -> Bool
    /// Whether the file is something that it keeps beside them.
    private let isCompanion: @Sendable (Folder.File, Folder) -> Bool

    init(
        _ id: String, _ title: String, tellTales: [String] = [], only extensions: Set<String>? = nil,
        home: @escaping @Sendable (RepositoryPath) -> RepositoryPath? = { _ in nil },
        companion: @escaping @Sendable (Folder.File, Folder) -> Bool = { _, _ in false },
        migration: @escaping @Sendable (Folder.File, Folder) -> Bool = { _, _ in false }
    ) {
        self.id = id
        self.title = title
        self.tellTales = tellTales
        self.extensions = extensions
        homeOf = home
        isCompanion = companion
        isMigration = migration
    }

    package func home(of path: RepositoryPath) -> RepositoryPath? { homeOf(path) }

    package func reading(of folder: Folder, _ contents: FileContents) -> Reading {
        var reading = Reading()
        let isNamed = folder.named?.framework == id
        if let extensions, !isNamed, !folder.has(anyOf: extensions) { return reading }
        for file in folder.files where file.kind == .file {
            if isCompanion(file, folder) {
                reading.leftOut.append(LeftOut(file.path, .companion(of: title)))
            } else if isMigration(file, folder) || (isNamed && Unsupported.looksLikeOne(file)) {
                reading.migrations.append(migration(file))
            }
        }
        return reading
    }

    /// What a folder that `.treeguard` gives to this framework holds: everything that is not mere text about it.
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
