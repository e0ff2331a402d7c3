import TreeGuardBase
import TreeGuardVerdicts

/// The shortest names under which a person tells the migrations of a report apart.
struct DisplayNames {
    private var names: [RepositoryPath: String] = [:]

    init(_ migrations: [MigrationReport]) {
        for migration in migrations { names[migration.path] = DisplayNames.short(migration) }
        var uses: [String: Int] = [:]
        for migration in migrations { uses[names[migration.path] ?? "", default: 0] += 1 }
        for migration in migrations where uses[names[migration.path] ?? "", default: 0] > 1 {
            names[migration.path] = migration.path.description
        }
    }

    func name(of migration: MigrationReport) -> String { names[migration.path] ?? migration.path.description }

    /// The file's name; with its folder where the name alone says nothing: `20240101_init/migration.sql`.
    private static func short(_ migration: MigrationReport) -> String {
        let name = migration.path.name
        guard let version = migration.version, !name.contains(version) else { return Escaped(name).description }
        return Escaped(migration.path.components.suffix(2).joined(separator: "/")).description
    }
}
