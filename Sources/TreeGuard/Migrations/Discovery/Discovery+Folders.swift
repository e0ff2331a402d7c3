import TreeGuardBase

extension Discovery {
    /// The folders whose files, in the target's present tree and at any depth, a survey needs. The empty path is the
    /// root. No folder lies inside another.
    package static func foldersAtStake(_ changes: ChangeSet, _ config: Config) -> [RepositoryPath] {
        if Frameworks.all.contains(where: { $0.readsWholeTree && Survey.isAtStake(for: $0, changes, config) }) {
            return [""]
        }
        var folders = Set<RepositoryPath>()
        for path in changes.changes.map(\.path) + changes.conflicts {
            if let home = MigrationFolder(of: path, config), !home.isExcluded { folders.insert(home.folder) }
        }
        return folders.filter { folder in !folders.contains { $0 != folder && folder.isInside($0) } }.sorted()
    }

    /// True if a change at the path may concern a migration, by its name alone. Never false for one that a discovery
    /// would name; true for a few that it would not.
    package static func mayHoldMigration(_ path: RepositoryPath, _ config: Config) -> Bool {
        guard let home = MigrationFolder(of: path, config), !home.isExcluded else { return false }
        return !proseExtensions.contains(FileName(path.name).fileExtension)
    }

    /// The same for all that a change touches, submodules included.
    package static func mayHoldMigration(_ changes: ChangeSet, _ config: Config) -> Bool {
        changes.changes.contains { mayHoldMigration($0.path, config) }
            || changes.conflicts.contains { mayHoldMigration($0, config) }
            || changes.submodules.contains { isMigrationFolder($0, config) }
    }

    /// True if files directly inside would be looked at as migrations.
    static func isMigrationFolder(_ path: RepositoryPath, _ config: Config) -> Bool {
        guard let home = MigrationFolder(of: RepositoryPath(bytes: path.bytes + "/1_x.sql".utf8), config) else {
            return false
        }
        return home.isKnown && !home.isExcluded
    }

    private static let proseExtensions: Set<String> = [
        "md", "txt", "rst", "adoc", "png", "svg", "jpg", "pdf", "html", "csv", "gitkeep",
    ]
}
