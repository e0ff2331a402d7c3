import TreeGuardBase

/// What it takes to run Alembic for one environment: where, with which settings. Known from files alone.
package struct AlembicProject: Hashable, Sendable {
    /// The folder of env.py.
    package var scripts: RepositoryPath
    /// Where Alembic is run: beside its settings; else above the scripts.
    package var folder: RepositoryPath
    /// The ini file or pyproject.toml, where there is one, and the section of it.
    package var settings: RepositoryPath?
    package var section: String

    /// - Parameter files: env.py and every file that may hold settings, as they would land (`Discovery.besides`).
    package init(scripts: RepositoryPath, files: [RepositoryPath: [UInt8]]) {
        self.scripts = scripts
        let found = AlembicSettings.of(scripts, in: files)
        settings = found?.file
        section = found?.section ?? "alembic"
        folder = found?.file.folder ?? scripts.folder
    }
}

extension AlembicSettings {
    /// The settings that name these scripts, among the files.
    static func of(_ scripts: RepositoryPath, in files: [RepositoryPath: [UInt8]]) -> AlembicSettings? {
        files.sorted { $0.key < $1.key }.lazy.filter { Alembic.isSettings($0.key) }.flatMap { file, text in
            AlembicSettings.all(in: text, of: file)
        }.first { FoldersOfTree.candidates($0.scriptLocation, namedIn: $0.file).contains(scripts) }
    }
}
