import TreeGuardBase

/// SQLAlchemy's migration tool: revisions are Python scripts that name their parents, and the database records the
/// heads alone. Scripts are read and never run here.
package struct Alembic: Framework {
    package let id = "alembic"
    package let title = "Alembic"
    package let pathHints = ["versions/", "revisions/", "alembic"]
    /// Which folders hold revisions is said in an ini file that may lie anywhere above them, or beside.
    package let readsWholeTree = true

    package var nameTest: (@Sendable (RepositoryPath) -> Bool)? { Self.hasStandardName }
    package let program: (any FrameworkProgram)? = AlembicProgram()

    package init() {}

    package func home(of path: RepositoryPath) -> RepositoryPath? {
        // As if the file were a folder: it asks for the whole tree, and for nothing around it.
        if Self.isOwnSettings(path) { return path }
        guard path.name.hasSuffix(".py") else { return nil }
        if let folder = path.prefix(through: { $0 == "versions" || $0 == "revisions" }) { return folder.folder }
        if let folder = path.prefix(through: { Words($0).list.contains("alembic") }) { return folder }
        return Self.hasStandardName(path) ? path.folder : nil
    }

    package func mayConcern(_ path: RepositoryPath) -> Bool { path.name.hasSuffix(".py") || Self.isOwnSettings(path) }

    /// `1975ea83b712_create_account.py`: the name that Alembic gives, whatever the folder.
    package static func hasStandardName(_ path: RepositoryPath) -> Bool {
        guard path.bytes.suffix(3).elementsEqual(".py".utf8) else { return false }
        let start = path.bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        let name = path.bytes[start...]
        let digits = name.prefix(12).allSatisfy { $0.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
        return name.count > 15 && digits && name[start + 12] == UInt8(ascii: "_")
    }

    private static func isOwnSettings(_ path: RepositoryPath) -> Bool {
        path.name.hasSuffix(".ini") && path.name.contains("alembic")
    }

    /// True if a file may say where scripts lie: any name will do for `alembic -c`.
    static func isSettings(_ path: RepositoryPath) -> Bool {
        path.name == "pyproject.toml" || path.name.hasSuffix(".ini")
    }

    package func wanted(in folder: Folder) -> [WantedFile] {
        guard folder.isWholeTree else { return [] }
        return folder.files.filter { $0.kind == .file && Self.isSettings($0.path) }.map(\.wanted)
    }

    package func wanted(in folder: Folder, knowing contents: FileContents) -> [WantedFile] {
        AlembicPlace.all(in: folder, contents).flatMap { place in
            folder.files.filter { place.holds($0.path) && Self.isScript($0) }.map(\.wanted)
        }
    }

    /// env.py names the table; an ini may hold what env.py looks up.
    package func companionFiles(_ folder: Folder) -> [RepositoryPath] {
        guard folder.isWholeTree else { return [] }
        return folder.files.map(\.path).filter { $0.name == "env.py" || Self.isSettings($0) }
    }

    /// A file that Alembic takes for a script in a folder of versions.
    private static func isScript(_ file: Folder.File) -> Bool {
        file.kind == .file && file.fileExtension == "py" && !file.name.hasPrefix("__init__")
            && !file.name.hasPrefix(".#")
    }

    package func reading(of folder: Folder, _ contents: FileContents) -> Reading {
        var reading = Reading()
        guard folder.isWholeTree else { return reading }
        for place in AlembicPlace.all(in: folder, contents) {
            let taken = reading.claimed
            let files = folder.files.filter { place.holds($0.path) && !taken.contains($0.path) }
            let scripts = AlembicScripts(files.filter(Self.isScript), of: place, contents)
            guard !scripts.isEmpty else { continue }
            reading.migrations += scripts.migrations
            if (files + folder.files.filter { $0.path.folder == place.scripts }).contains(where: \.differs) {
                reading.problems += scripts.problems
            }
            for file in folder.files where isCompanion(file, of: place) {
                reading.leftOut.append(LeftOut(file.path, .companion(of: title)))
            }
        }
        return reading
    }

    private func isCompanion(_ file: Folder.File, of place: AlembicPlace) -> Bool {
        file.path.folder == place.scripts && ["env.py", "script.py.mako", "alembic.ini"].contains(file.name)
            || place.holds(file.path) && file.name.hasPrefix("__init__")
    }

    package func keeper(of sequence: LedgerSequence) -> (any LedgerKeeper)? { AlembicLedger(sequence) }
}
