import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSystem

/// The migrations of one project, in the order in which they run.
struct Project: Sendable {
    /// SQL that is run before them all, for what a project expects to find: roles, schemas, tables of a host.
    static let preludeName = "prelude.sql"

    /// The folder as given on the command line, and where its migrations were found below that.
    let folder: String
    let files: [MigrationFile]
    let prelude: [UInt8]?

    /// - Parameter folder: a folder of migrations, or a whole checkout whose folder of migrations is looked for
    init(_ folder: String) throws {
        let isCheckout = Files.exists("\(folder)/.git")
        let found = isCheckout ? try MigrationSearch.folder(in: folder).map { "\(folder)/\($0)" } : folder
        guard let found, Files.isFolder(found) else {
            throw Failure(
                .fileUnreadable, what: "there are no migrations in \(Escaped(folder))",
                why: isCheckout ? "no folder of it is called migrations and holds SQL" : "it is no folder",
                next: "name the folder itself: make evidence FOLDER=path/to/migrations")
        }
        self.folder = found
        prelude = try? Files.read("\(found)/\(Project.preludeName)")
        let paths = MigrationSearch.migrations(among: try MigrationSearch.sqlFiles(below: found))
        files = try paths.map { path in
            MigrationFile(name: path, sql: UpSection.sql(of: try Files.read("\(found)/\(path)")))
        }
        guard !files.isEmpty else {
            throw Failure(
                .fileUnreadable, what: "there are no migrations in \(Escaped(found))",
                why: "no file there is SQL for PostgreSQL that goes up", next: "name another folder")
        }
    }
}

/// Which files of a folder are migrations for PostgreSQL, whatever tool runs them.
enum MigrationSearch {
    private static let folderNames: Set<String> = ["migrations", "migration", "migrate", "drizzle"]

    /// The folder of migrations in a checkout: of those that are called so, the one with the most files.
    static func folder(in checkout: String) throws -> String? {
        var counts: [String: Int] = [:]
        for path in try sqlFiles(below: checkout) {
            let components = path.split(separator: "/").map(String.init)
            guard let index = components.dropLast().lastIndex(where: { folderNames.contains($0.lowercased()) }) else {
                continue
            }
            // A folder of one tool may part its files by database.
            var end = index + 1
            if end < components.count - 1, Dialect.isPostgres(components[end]) { end += 1 }
            counts[components[..<end].joined(separator: "/"), default: 0] += 1
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// Every SQL file below a folder that is not for another database, relative to it.
    static func sqlFiles(below root: String, _ folder: String = "") throws -> [String] {
        try Files.names(in: folder.isEmpty ? root : "\(root)/\(folder)").sorted().flatMap { name -> [String] in
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            guard !name.hasPrefix("."), name != "node_modules" else { return [] }
            if Files.isFolder("\(root)/\(path)") { return try sqlFiles(below: root, path) }
            let isSQL = name.hasSuffix(".sql") || name.hasSuffix(".pgsql")
            return isSQL && Dialect.other(in: path.split(separator: "/").map(String.init)) == nil ? [path] : []
        }
    }

    /// The files that go up, in their order. If some are numbered, the others (seeds, dumps) are no migrations.
    static func migrations(among paths: [String]) -> [String] {
        let named = paths.filter { $0 != Project.preludeName }.map { (path: $0, name: name(of: $0)) }
        let numbers = Dictionary(grouping: named) { $0.name.numbers }
        let forPostgres = Set(named.filter { $0.name.dialect.map(Dialect.isPostgres) ?? false }.map(\.name.key))
        let up = named.filter { path, name in
            switch name.direction {
            case .down: return false
            case .downIfPaired: if (numbers[name.numbers]?.count ?? 0) > 1 { return false }
            case .up, nil: break
            }
            return name.dialect != nil || !forPostgres.contains(name.key)
        }
        let numbered = up.filter(\.name.isNumbered)
        return (numbered.isEmpty ? up : numbered)
            .sorted { ($0.name.position, $0.path) < ($1.name.position, $1.path) }.map(\.path)
    }

    /// A folder with an `up.sql` or a `migration.sql` is a migration of the folder's name.
    private static func name(of path: String) -> PlainName {
        let components = path.split(separator: "/").map(String.init)
        let file = components.last.map { $0.split(separator: ".").dropLast().joined(separator: ".") } ?? path
        guard components.count > 1, !PlainName(stem: file).isNumbered else { return PlainName(stem: dotted(file)) }
        var name = PlainName(stem: components[components.count - 2])
        if file == "down" { name.direction = .down }
        return name
    }

    /// Flyway's `V1_10__name` is number 1.10, and comes after `V1_9__name`.
    private static func dotted(_ stem: String) -> String {
        guard stem.hasPrefix("V"), let end = stem.firstRange(of: "__") else { return stem }
        return stem[..<end.lowerBound].replacing("_", with: ".") + "_" + stem[end.upperBound...]
    }
}
