import TreeGuardBase

extension Unsupported {
    /// All of them: those with a sign of their own come before those that only number their files.
    static let all: [any Framework] =
        [
            prisma, liquibase, sqitch, atlas, flyway, diesel, django, rails, ecto, laravel,
            entityFramework, node, pgroll, seaORM, fluent, goCode, python,
        ] + inPlainFiles

    private static let prisma = Unsupported(
        "prisma", "Prisma", with: ["migration_lock.toml", "migration.sql"],
        companion: { file, _ in file.name == "migration_lock.toml" },
        migration: { file, _ in file.name == "migration.sql" && file.relative.count > 1 })

    private static let liquibase = Unsupported(
        "liquibase", "Liquibase", pathHints: ["changelog", "liquibase/"],
        home: { path in
            let isLog = ["xml", "yaml", "yml", "json", "sql"].contains(FileName(path.name).fileExtension)
            guard isLog else { return nil }
            if path.name.lowercased().hasPrefix("db.changelog") { return path.folder }
            return path.prefix(through: { $0 == "liquibase" })
                ?? (path.holds(folders: "db/changelog") ? path.folder : nil)
        },
        migration: { file, folder in
            let isInFolder = folder.path.holds(folders: "liquibase") || folder.path.holds(folders: "db/changelog")
            let isLog = ["xml", "yaml", "yml", "json"].contains(file.fileExtension)
            return isLog && (isInFolder || file.name.lowercased().hasPrefix("db.changelog"))
                || file.fileExtension == "sql" && isInFolder
        })

    private static let sqitch = Unsupported(
        "sqitch", "Sqitch", pathHints: ["sqitch.plan", ".sql"], with: ["sqitch.plan"],
        home: { path in
            if path.name == "sqitch.plan" { return path.folder }
            let isScript = FileName(path.name).fileExtension == "sql"
            guard isScript else { return nil }
            return path.components.count > 2 && path.folder.name == "deploy" ? path.folder.folder : nil
        },
        companion: { file, folder in
            (["revert", "verify"].contains(file.relative.first) || file.name.hasPrefix("sqitch."))
                && folder.has(["sqitch.plan"])
        },
        migration: { file, folder in
            file.fileExtension == "sql" && file.relative.first == "deploy" && folder.has(["sqitch.plan"])
        })

    private static let atlas = Unsupported(
        "atlas", "Atlas", pathHints: ["atlas.sum"], with: ["atlas.sum"],
        home: { $0.name == "atlas.sum" ? $0.folder : nil },
        companion: { file, _ in file.name == "atlas.sum" },
        migration: { file, folder in file.fileExtension == "sql" && folder.has("atlas.sum", beside: file) })

    private static let flyway = Unsupported(
        "flyway", "Flyway", pathHints: ["__"],
        home: { isFlyway($0.name) ? $0.folder : nil },
        companion: { file, _ in isFlyway(file.name) && file.name.utf8.first?.lowercased == UInt8(ascii: "u") },
        migration: { file, _ in isFlyway(file.name) })

    /// `V1_2__add_x.sql`, `R__views.sql`; refinery names its files in the same way.
    private static func isFlyway(_ name: String) -> Bool {
        guard let first = name.utf8.first, "VURB".utf8.contains(first),
            ["sql", "java", "kt", "rs"].contains(FileName(name).fileExtension)
        else { return false }
        let rest = name.utf8.dropFirst()
        let version = rest.prefix { $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") }
        let end = version.suffix(2).elementsEqual("__".utf8)
        return end && (first == UInt8(ascii: "R") || version.first?.isDigit == true)
    }

    private static let diesel = Unsupported(
        "diesel", "Diesel or Hasura", with: ["up.sql"],
        companion: { file, folder in
            file.relative.count > 1 && file.name == "down.sql" && folder.has("up.sql", beside: file)
        },
        migration: { file, _ in
            file.name == "up.sql" && file.relative.count > 1
                && !PlainName(stem: file.relative[file.relative.count - 2]).numbers.isEmpty
        })

    /// Tools that name files as plain SQL does. Their files, the project or the database tell them.
    private static let inPlainFiles: [any Framework] =
        [
            ("goose", "goose"), ("sql-migrate", "sql-migrate"), ("micrate", "micrate"), ("dbmate", "dbmate"),
            ("rambler", "rambler"), ("graphile-migrate", "graphile-migrate"), ("mybatis", "MyBatis Migrations"),
            ("play-evolutions", "Play evolutions"), ("shmig", "shmig"),
            (ToolMark.bareWords, "a tool that keeps both ways in one file"),
        ].map { Unsupported($0, $1, only: []) }
        + [
            ("sqlx", "sqlx", ProjectSigns.sqlx),
            ("supabase", "Supabase", .supabase), ("bun", "Bun", .bun), ("yoyo", "yoyo", .yoyo), ("tern", "tern", .tern),
            ("node-pg-migrate", "node-pg-migrate", .nodePgMigrate),
            ("postgres-migrations", "postgres-migrations", .postgresMigrations),
        ].map { Unsupported($0, $1, only: [], project: $2) }
}

extension Folder.File {
    /// Another name in the same folder.
    func beside(_ name: String) -> [String] { Array(relative.dropLast()) + [name] }
}

extension RepositoryPath {
    /// The path up to and with the last folder that passes; nil where none does.
    func prefix(through passes: (String) -> Bool) -> RepositoryPath? {
        let parts = bytes.split(separator: UInt8(ascii: "/"))
        guard let index = parts.dropLast().lastIndex(where: { passes(String(decoding: $0, as: UTF8.self)) }) else {
            return nil
        }
        return RepositoryPath(bytes: parts[...index].joined(separator: [UInt8(ascii: "/")]))
    }
}

extension RepositoryPath {
    /// True if these components are in the path, one after the other.
    fileprivate func holds(folders: String) -> Bool {
        let slash = UInt8(ascii: "/")
        return bytes.indices.contains { start in
            guard start == 0 || bytes[start - 1] == slash, bytes[start...].starts(with: folders.utf8) else {
                return false
            }
            let end = start + folders.utf8.count
            return end == bytes.count || bytes[end] == slash
        }
    }
}
