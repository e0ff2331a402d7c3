import TreeGuardBase

/// The migrations of one sequence, given to a framework when it makes its keeper.
package struct LedgerSequence: Sendable {
    package var path: RepositoryPath
    /// The migrations of the tree that would land, in their order, then those that the change removes.
    package var migrations: [Migration]
    /// The folder's settings in `.treeguard`.
    package var named: FolderSettings?
    /// Files outside of the folder that frameworks asked for (`Framework.companionFiles`), as they would land.
    package var files: [RepositoryPath: [UInt8]]

    package init(
        path: RepositoryPath, migrations: [Migration], named: FolderSettings? = nil,
        files: [RepositoryPath: [UInt8]] = [:]
    ) {
        self.path = path
        self.migrations = migrations
        self.named = named
        self.files = files
    }
}
