import TreeGuardBase

/// Finds the migration tool by the files of a project, if the names of the migrations do not tell it.
struct ProjectSigns: Sendable {
    /// Names of files, in the folder of the migrations or above it, that may name the tool.
    let names: Set<String>
    /// True if the folder may be the tool's at all, by its own path.
    var mayBe: @Sendable (RepositoryPath) -> Bool = { _ in true }
    /// True if the tool could run a file of this name.
    let runs: @Sendable (_ name: String) -> Bool
    /// True if a file of the project names the tool.
    let isNamed: @Sendable (_ name: String, _ text: String) -> Bool

    /// The files to look at.
    func files(above folder: Folder) -> [RepositoryPath] {
        guard mayBe(folder.path), folder.files.contains(where: { runs($0.name) }) else { return [] }
        var paths: [RepositoryPath] = []
        var place = folder.path
        while true {
            paths += names.sorted().map { place.appending($0) }
            guard !place.bytes.isEmpty else { return paths }
            place = place.folder
        }
    }

    func tell(of migrations: [Migration], _ files: [RepositoryPath: [UInt8]]) -> Bool {
        guard let place = migrations.first?.sequence, mayBe(place),
            migrations.contains(where: { runs($0.path.name) })
        else { return false }
        return files.contains { path, bytes in
            names.contains(path.name) && (path.folder == place || place.isInside(path.folder))
                && isNamed(path.name, String(decoding: bytes, as: UTF8.self))
        }
    }
}

extension ProjectSigns {
    /// Files in which projects write down the commands that they run.
    private static let commands: Set<String> = [
        "Makefile", "makefile", "GNUmakefile", "justfile", "Justfile", "Taskfile.yml", "Taskfile.yaml", "Dockerfile",
        "docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml",
    ]

    static let golangMigrate = ProjectSigns(
        names: commands.union(["go.mod"]), runs: isPair
    ) { _, text in
        let signs = [
            "golang-migrate/migrate", "migrate/migrate", "migrate -path", "migrate -source", "migrate -database",
        ]
        return signs.contains { text.contains($0) }
    }

    static let bun = ProjectSigns(names: ["go.mod"], runs: isPair) { _, text in text.contains("uptrace/bun") }

    static let sqlx = ProjectSigns(
        names: commands.union(["Cargo.toml", "sqlx.toml"]),
        runs: { isNumbered($0, separator: "_") }
    ) { name, text in
        switch name {
        case "sqlx.toml": true
        case "Cargo.toml":
            text.split(whereSeparator: \.isNewline).contains { line in
                let line = line.filter { $0 != " " && $0 != "\t" && $0 != "\"" }
                return line.hasPrefix("sqlx=") || line.hasPrefix("sqlx.")
                    || line.hasPrefix("[") && line.hasSuffix("dependencies.sqlx]")
            }
        default: text.contains("sqlx migrate") || text.contains("sqlx database")
        }
    }

    static let supabase = ProjectSigns(
        names: ["config.toml"], mayBe: { $0.name == "migrations" && $0.folder.name == "supabase" },
        runs: { isNumbered($0, separator: "_") }
    ) { _, _ in true }

    static let yoyo = ProjectSigns(names: ["yoyo.ini"], runs: { FileName($0).isSQL }) { _, _ in true }
    static let tern = ProjectSigns(names: ["tern.conf"], runs: { isNumbered($0, separator: "_") }) { _, _ in true }
    static let nodePgMigrate = ProjectSigns(
        names: ["package.json"], runs: { isNumbered($0, separator: "_") || isNumbered($0, separator: "-") }
    ) { _, text in text.contains("\"node-pg-migrate\"") }
    static let postgresMigrations = ProjectSigns(
        names: ["package.json"], runs: { isNumbered($0, separator: "_") || isNumbered($0, separator: "-") }
    ) { _, text in text.contains("\"postgres-migrations\"") || text.contains("\"pg-node-migrations\"") }

    /// `000001_create_jobs.up.sql`: names that golang-migrate and Bun take, and that others give as well.
    static func isPair(_ name: String) -> Bool {
        isNumbered(name, separator: "_") && name.split(separator: ".").dropFirst().contains("up")
    }

    /// Digits, the separator, and a name.
    private static func isNumbered(_ name: String, separator: Character) -> Bool {
        let digits = name.utf8.prefix(while: \.isDigit)
        return !digits.isEmpty && name.utf8.dropFirst(digits.count).first == separator.asciiValue
            && FileName(name).isSQL
    }
}
