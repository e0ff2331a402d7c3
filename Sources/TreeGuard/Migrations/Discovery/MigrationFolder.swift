import TreeGuardBase

/// The migration folder of a path, found by names alone.
package struct MigrationFolder: Hashable, Sendable {
    package var folder: RepositoryPath
    /// The settings of the folder in `.treeguard`, if it is named there.
    package var named: FolderSettings?
    /// True if `.treeguard` names the folder, or its name is a usual one; false if only a framework searches it.
    package var isKnown: Bool

    /// Finds the folder: by `.treeguard` first, then by usual names, then by the frameworks.
    package init?(of path: RepositoryPath, _ config: Config) {
        self.init(of: path, config) { MigrationFolder.decision(of: $0.folder) }
    }

    /// - Parameter decision: `FolderSettings.decision` of the folder that holds a path, which the caller may cache
    init?(of path: RepositoryPath, _ config: Config, _ decision: (RepositoryPath) -> Decision) {
        if let (named, folder) = config.migrationFolder(above: path) {
            self.init(folder: folder, named: named, isKnown: true)
            return
        }
        guard PathHints.areIn(path) else { return nil }
        switch decision(path) {
        case .home(let folder): self.init(folder: folder, named: nil, isKnown: true)
        case .none: return nil
        case .leftToTheFile: self.init(ofFile: path)
        }
    }

    /// The decision of the folders above a file, the same for all files beside it.
    enum Decision {
        case home(RepositoryPath)
        /// The folder is a copy of other people's files.
        case none
        case leftToTheFile
    }

    static func decision(of folder: RepositoryPath) -> Decision {
        let components = folder.components
        guard let depth = KnownFolder.depth(in: components) else {
            return KnownFolder.copy(in: components) == nil ? .leftToTheFile : .none
        }
        guard KnownFolder.copy(in: components.prefix(depth)) == nil else { return .none }
        let parts = folder.bytes.split(separator: UInt8(ascii: "/")).prefix(depth)
        return .home(RepositoryPath(bytes: parts.joined(separator: [UInt8(ascii: "/")])))
    }

    private init?(ofFile path: RepositoryPath) {
        if KnownFolder.isLoose(path.folder.name, file: path.name) {
            self.init(folder: path.folder, named: nil, isKnown: true)
        } else if let folder = Frameworks.all.lazy.compactMap({ $0.home(of: path) }).first {
            self.init(folder: folder, named: nil, isKnown: false)
        } else {
            return nil
        }
    }

    private init(folder: RepositoryPath, named: FolderSettings?, isKnown: Bool) {
        self.folder = folder
        self.named = named
        self.isKnown = isKnown
    }

    /// True if the team says that the folder holds no migrations.
    package var isExcluded: Bool { named?.framework == FolderSettings.noFramework }
}
