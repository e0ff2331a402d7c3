import TreeGuardBase

extension Discovery {
    /// The folders whose files in the target's present tree a survey needs, at any depth. The empty path is the root.
    /// No folder lies inside another.
    package static func foldersToRead(_ changes: ChangeSet, _ config: Config) -> [RepositoryPath] {
        if Frameworks.all.contains(where: { $0.readsWholeTree && Survey.mayConcern(for: $0, changes, config) }) {
            return [""]
        }
        var folders = Set<RepositoryPath>()
        for path in changes.changes.map(\.path) + changes.conflicts {
            if let home = MigrationFolder(of: path, config), !home.isExcluded { folders.insert(home.folder) }
        }
        return folders.filter { folder in !folders.contains { $0 != folder && folder.isInside($0) } }.sorted()
    }

    /// True if a change at the path may concern a migration, by its name alone. It is never false for a path that a
    /// discovery would report, but true for a few others.
    package static func mayHoldMigration(_ path: RepositoryPath, _ config: Config) -> Bool {
        guard let home = MigrationFolder(of: path, config), !home.isExcluded else { return false }
        return !proseExtensions.contains(FileName(path.name).fileExtension)
    }

    /// True if any path of a change may concern a migration, submodules included.
    package static func mayHoldMigration(_ changes: ChangeSet, _ config: Config) -> Bool {
        changes.changes.contains { mayHoldMigration($0.path, config) }
            || changes.conflicts.contains { mayHoldMigration($0, config) }
            || changes.submodules.contains { isMigrationFolder($0, config) }
    }

    /// True if files directly inside the folder count as possible migrations.
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
