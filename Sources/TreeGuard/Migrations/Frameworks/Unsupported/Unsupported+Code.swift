import TreeGuardBase

/// Frameworks whose migrations are programs. They are looked for only in folders that are known to hold migrations.
extension Unsupported {
    static let django = Unsupported(
        "django", "Django", only: ["py"],
        migration: { file, folder in
            isNumbered(file, "py") && folder.has("__init__.py", beside: file)
        })

    static let rails = Unsupported("rails", "Rails", only: ["rb"], migration: { file, _ in isNumbered(file, "rb") })

    static let ecto = Unsupported("ecto", "Ecto", only: ["exs"], migration: { file, _ in isNumbered(file, "exs") })

    static let laravel = Unsupported(
        "laravel", "Laravel, Doctrine or Phinx", only: ["php"],
        migration: { file, _ in isNumbered(file, "php") || hasClassName(file, "Version", "php") })

    static let entityFramework = Unsupported(
        "ef", "EF Core", only: ["cs"],
        companion: { file, _ in file.name.hasSuffix(".Designer.cs") || file.name.hasSuffix("ModelSnapshot.cs") },
        migration: { file, _ in isNumbered(file, "cs") })

    private static let scripts: Set<String> = ["js", "ts", "mjs", "cjs", "mts", "cts"]

    static let node = Unsupported(
        "node", "a JavaScript tool (Knex, TypeORM, Sequelize, Kysely ...)", only: scripts,
        migration: { file, _ in
            guard scripts.contains(file.fileExtension), !file.name.hasSuffix(".d.ts") else { return false }
            return isNumbered(file) || hasClassName(file, "Migration", file.fileExtension)
        })

    static let pgroll = Unsupported(
        "pgroll", "pgroll", only: ["json", "yaml", "yml"],
        migration: { file, _ in isNumbered(file, "json") || isNumbered(file, "yaml") || isNumbered(file, "yml") })

    static let seaORM = Unsupported(
        "sea-orm", "SeaORM", only: ["rs"], migration: { file, _ in isNumbered(file, "rs") })

    static let fluent = Unsupported(
        "fluent", "Fluent", only: ["swift"],
        migration: { file, folder in file.fileExtension == "swift" && folder.path.name == "Migrations" })

    static let goCode = Unsupported(
        "go", "Go code (goose ...)", only: ["go"], migration: { file, _ in isNumbered(file, "go") })

    static let python = Unsupported(
        "python", "Python code (Alembic, yoyo ...)", only: ["py"],
        migration: { file, _ in
            guard file.isInKnownFolder, file.fileExtension == "py", !file.name.hasPrefix("__") else { return false }
            return isNumbered(file) || file.relative.dropLast().contains("versions")
        })

    private static func isNumbered(_ file: Folder.File, _ fileExtension: String? = nil) -> Bool {
        guard file.isInKnownFolder, fileExtension.map({ $0 == file.fileExtension }) ?? true else { return false }
        return PlainName(stem: file.stem).isNumbered
    }

    /// `Version20240102030405.php`, `Migration20240102.ts`.
    private static func hasClassName(_ file: Folder.File, _ word: String, _ fileExtension: String) -> Bool {
        guard file.isInKnownFolder, file.fileExtension == fileExtension, file.stem.hasPrefix(word) else { return false }
        return file.stem.utf8.dropFirst(word.utf8.count).first?.isDigit == true
    }
}
