/// The folder that a path belongs to, judged by names alone.
package struct Home: Hashable, Sendable {
    package var folder: RepositoryPath
    /// What `.treeguard` says of the folder, if it names it.
    package var named: MigrationFolder?
    /// Whether the folder is named in `.treeguard` or by custom; else only a framework asked to look at it.
    package var isKnown: Bool

    /// What `.treeguard` names counts first; then what everybody knows; then what a framework looks for.
    package init?(of path: RepositoryPath, _ config: Config) {
        if let (named, folder) = config.migrationFolder(above: path) {
            self.init(folder: folder, named: named, isKnown: true)
            return
        }
        guard TellTales.areIn(path) else { return nil }
        let components = path.components
        guard let depth = KnownFolder.depth(in: components) else {
            guard KnownFolder.copy(in: components.dropLast()) == nil,
                let folder = Frameworks.all.lazy.compactMap({ $0.home(of: path) }).first
            else { return nil }
            self.init(folder: folder, named: nil, isKnown: false)
            return
        }
        guard KnownFolder.copy(in: components.prefix(depth)) == nil else { return nil }
        let parts = path.bytes.split(separator: UInt8(ascii: "/")).prefix(depth)
        let folder = RepositoryPath(bytes: parts.joined(separator: [UInt8(ascii: "/")]))
        self.init(folder: folder, named: nil, isKnown: true)
    }

    private init(folder: RepositoryPath, named: MigrationFolder?, isKnown: Bool) {
        self.folder = folder
        self.named = named
        self.isKnown = isKnown
    }

    /// Whether the team says that the folder holds no migrations.
    package var isExcluded: Bool { named?.framework == MigrationFolder.noFramework }
}
