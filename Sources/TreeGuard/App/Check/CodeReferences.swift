import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

/// The lines of code in the change that use what its migrations make.
struct CodeReferences {
    private let found: [String: [MigrationReport.Reference]]
    private let names: [RepositoryPath: Set<String>]

    /// Larger files are generated, or data.
    private static let limit = 1024 * 1024

    init(_ landing: Landing, _ discovery: Discovery, _ texts: MigrationTexts) throws(Failure) {
        var names: [RepositoryPath: Set<String>] = [:]
        for migration in discovery.migrations where migration.change != .removed {
            names[migration.path] = texts.script(of: migration).madeNames
        }
        self.names = names
        let references = References(to: names.values.reduce(into: Set()) { $0.formUnion($1) })
        guard !references.isEmpty else {
            found = [:]
            return
        }
        let migrations = Set(discovery.migrations.map(\.path) + discovery.migrations.compactMap(\.down))
        let code = landing.changes.changes.compactMap { change -> WantedFile? in
            guard change.entry == .file, let content = change.new, !migrations.contains(change.path),
                References.mayBeCode(change.path), !Discovery.mayHoldMigration(change.path, landing.config)
            else { return nil }
            return WantedFile(path: change.path, content: content)
        }
        var all: [String: [MigrationReport.Reference]] = [:]
        for (file, bytes) in try landing.contents(of: code).sorted(by: { $0.key.path < $1.key.path })
        where bytes.count <= CodeReferences.limit {
            for (line, name) in references.found(in: bytes) {
                all[name, default: []].append(MigrationReport.Reference(path: file.path, line: line, name: name))
            }
        }
        found = all
    }

    func found(to migration: Migration) -> [MigrationReport.Reference] {
        (names[migration.path] ?? []).flatMap { found[$0] ?? [] }
            .sorted { ($0.path, $0.line, $0.name) < ($1.path, $1.line, $1.name) }
    }
}

extension Script {
    /// The names that code would use: relations, types, routines, and columns added to what was there before.
    fileprivate var madeNames: Set<String> {
        var relations: Set<ObjectName> = []
        var names: Set<String> = []
        for step in steps {
            guard case .create(let identity, _) = step.action else { continue }
            switch identity {
            case .relation(let name):
                relations.insert(name)
                names.insert(name.name)
            case .type(let name), .routine(let name, _): names.insert(name.name)
            case .column(let table, let name) where !relations.contains(table): names.insert(name)
            default: break
            }
        }
        return names
    }
}
