import TreeGuardBase

/// The folders in which projects keep migrations, recognised by name alone.
package enum KnownFolder {
    /// The pieces of text one of which is in every path of a known folder.
    static let pathHints = [".sql", "migrat"]

    /// Words that stand beside "migration" in the name of a folder that still holds nothing else.
    private static let companions: Set<String> = [
        "db", "database", "databases", "sql", "schema", "schemas", "pg", "postgres", "postgresql", "psql", "data",
        "script", "scripts", "file", "files", "up", "manual", "ddl", "dml", "old", "new", "legacy", "archive",
        "archived", "prod", "production", "tenant", "tenants", "supabase", "timescale",
    ]
    private static let wholeNames: Set<String> = [
        "migrate", "dbmigrate", "dbmigrations", "dbmigration", "sqlmigrations", "sqlmigration", "pgmigrations",
    ]
    /// Folders whose numbered files are migrations, and whose other files are anything.
    private static let loose: Set<String> = ["db", "database", "sql"]

    /// `migrations`, `migrate`, `database_migrations`, `DbMigrations`, `billing-migrations`; not `migration-service`.
    package static func isMigrations(_ component: String) -> Bool {
        // Cheap no for nearly every component of a repository.
        guard component.utf8.contains(where: { $0.lowercased == UInt8(ascii: "m") }) else { return false }
        let words = Words(component)
        if words.list.contains("migrations") { return true }
        if words.list.contains("migration"), words.areAll(in: companions.union(["migration"])) { return true }
        return words.list.count == 1 && wholeNames.contains(words.list[0])
    }

    /// How many of the folders make up the one that holds migrations, whatever its files; nil where none is known.
    static func depth(in folders: [String]) -> Int? { folders.lastIndex(where: isMigrations).map { $0 + 1 } }

    /// True if the file is a numbered one in a folder whose other files are anything.
    static func isLoose(_ folder: String, file: String) -> Bool {
        guard loose.contains(folder.lowercased()) else { return false }
        let file = FileName(file)
        return file.isSQL && PlainName(stem: file.stem).isNumbered
    }

    /// The folder of other people's files, or of samples, that the path lies in.
    package static func copy(in components: some Collection<String>) -> String? {
        let folders = components.map { $0.lowercased() }
        for (index, folder) in folders.enumerated() {
            if copies.contains(folder) { return folder }
            let before = folders[..<index]
            if folder == "fixtures", before.contains(where: tests.contains) { return "\(before.last ?? "")/fixtures" }
            // "vendor" is also a word for who sells: a copied tree lies at the root, or keeps its owner's folders.
            if folder == "vendor", index == 0 || folders.count - index > 3 { return folder }
        }
        return nil
    }

    private static let copies: Set<String> = [
        "node_modules", "bower_components", ".venv", "venv", "site-packages", "third_party", "third-party",
        "testdata", "test_data", "__fixtures__", "test-fixtures", "test_fixtures", "examples", "example", ".git",
    ]
    private static let tests: Set<String> = [
        "test", "tests", "spec", "specs", "__tests__", "testing", "e2e", "integration",
    ]
}
