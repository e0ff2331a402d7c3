import TreeGuardBase

extension AlembicSettings {
    /// The settings that name these scripts, among the files.
    static func of(_ scripts: RepositoryPath, in files: [RepositoryPath: [UInt8]]) -> AlembicSettings? {
        files.sorted { $0.key < $1.key }.lazy.filter { Alembic.isSettings($0.key) }.flatMap { file, text in
            AlembicSettings.all(in: text, of: file)
        }.first { FoldersOfTree.candidates($0.scriptLocation, namedIn: $0.file).contains(scripts) }
    }
}
