import TestSupport
import TreeGuardBase
import TreeGuardMigrations

/// A tiny real tree as the target has it and as it would land: `target/` and `landing/` below a case's folder, with
/// what `.treeguard` says in `config.txt` (one `key=value` to a line) and the conflicting paths in `conflicts.txt`.
struct FixtureChange {
    static let folder = "Tests/RoomTests/Fixtures/Frameworks"

    let name: String
    var target: [RepositoryPath: String] = [:]
    var landing: [RepositoryPath: String] = [:]
    var conflicts: [RepositoryPath] = []
    var config = Config()

    /// Every case, as `framework/case`.
    static func names() throws -> [String] {
        let files = try ProjectFolder.files(below: folder, endingIn: "")
        let cases = files.map { $0.dropFirst(folder.count + 1).split(separator: "/").prefix(2).joined(separator: "/") }
        return Set(cases).sorted()
    }

    /// The cases of frameworks that are recognised and not supported.
    static func unsupported() throws -> [String] {
        try names().filter { name in !Frameworks.all.contains { $0.isSupported && name.hasPrefix("\($0.id)/") } }
    }

    init(_ name: String) throws {
        self.name = name
        for file in try ProjectFolder.files(below: "\(Self.folder)/\(name)", endingIn: "") {
            let relative = file.dropFirst(Self.folder.count + name.count + 2)
            let text = try ProjectFolder.text(of: file)
            let side = relative.prefix { $0 != "/" }
            let path = RepositoryPath(String(relative.dropFirst(side.count + 1)))
            switch side {
            case "target": target[path] = text
            case "landing": landing[path] = text
            case "conflicts.txt": conflicts = text.split(separator: "\n").map { RepositoryPath(String($0)) }
            case "config.txt": config = try Config(entries: Self.entries(text))
            default: break
            }
        }
    }

    init(target: [RepositoryPath: String], landing: [RepositoryPath: String], config: Config = Config()) {
        name = ""
        self.target = target
        self.landing = landing
        self.config = config
    }

    private static func entries(_ text: String) -> [(key: String, value: String?)] {
        text.split(separator: "\n").map { line in
            let parts = line.split(separator: "=", maxSplits: 1)
            return (String(parts[0]), parts.count == 2 ? String(parts[1]) : nil)
        }
    }

    /// Ordered by path, as git gives them.
    var changes: ChangeSet {
        let paths = Set(target.keys).union(landing.keys).sorted()
        return ChangeSet(
            changes: paths.compactMap { path in
                let old = target[path]
                let new = landing[path]
                guard old != new else { return nil }
                return Change(
                    path: path, kind: old == nil ? .added : new == nil ? .deleted : .modified,
                    old: old.map(Self.id), new: new.map { .blob(Self.id($0)) })
            }, conflicts: conflicts)
    }

    /// A content's name: equal where and only where the contents are.
    static func id(_ text: String) -> ObjectID {
        ObjectID(hex: text.utf8.map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined())
    }

    func survey() -> Survey {
        let folders = Discovery.foldersToRead(changes, config)
        let entries = target.filter { path, _ in folders.contains { path.isInside($0) } }.map {
            TreeEntry(path: $0.key, id: Self.id($0.value), kind: .file)
        }
        return Survey(changes, target: entries, config)
    }

    func discovery() -> Discovery {
        let survey = survey()
        var contents: FileContents = [:]
        func read(_ wanted: WantedFile) {
            let text = [landing[wanted.path], target[wanted.path]].compactMap { $0 }
            contents[wanted] = text.first { .blob(Self.id($0)) == wanted.content }.map { Array($0.utf8) }
        }
        survey.wanted.forEach(read)
        survey.wanted(knowing: contents).forEach(read)
        let companionFiles = survey.companionFiles.compactMap { path in landing[path].map { (path, Array($0.utf8)) } }
        return survey.discovery(contents, companionFiles: Dictionary(uniqueKeysWithValues: companionFiles))
    }
}

extension Discovery {
    /// The discovery as a person reads it, for recordings.
    var recorded: String {
        var lines: [String] = []
        for migration in migrations {
            let change = migration.change?.rawValue ?? "-"
            lines.append("\(change) \(migration.framework) [\(migration.version)] \(migration.name)  \(migration.path)")
            if let down = migration.down { lines.append("    down: \(down)") }
            for note in migration.notes { lines.append("    note: \(note)") }
        }
        for migration in context {
            lines.append("unchanged \(migration.framework) [\(migration.version)] \(migration.name)  \(migration.path)")
            for note in migration.notes { lines.append("    note: \(note)") }
        }
        for item in leftOut { lines.append("left out  \(item.path): \(item.reason)") }
        for problem in problems {
            lines.append("\(problem.severity.rawValue) \(problem.kind.rawValue): \(problem.message)")
            lines.append("    help: \(problem.help)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
