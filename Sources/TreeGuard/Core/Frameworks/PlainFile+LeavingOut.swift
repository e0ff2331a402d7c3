extension PlainFile {
    /// Why the file is no migration although it is SQL in a folder of migrations; nil for those that are, and for
    /// those that undo one.
    func reasonToLeaveOut(in folder: Folder, _ neighbours: Set<String>) -> LeftOut.Reason? {
        if file.name.hasPrefix(".") { return .hidden }
        if file.kind == .symbolicLink { return .symbolicLink }
        if file.kind == .submodule { return .submodule }
        if let dialect = dialect(in: folder, neighbours) { return .otherDialect(dialect) }
        if isDown { return nil }
        if let reason = folders.lazy.compactMap({ PlainFile.reasons[$0] }).first { return reason }
        // A number is a promise to run it: `003_seed_roles.sql` is a migration.
        if name.isNumbered { return nil }
        if let reason = LeftOut.Reason(unnumbered: file.stem) { return reason }
        return folders.count > 1 ? .tooDeep : nil
    }

    private func dialect(in folder: Folder, _ neighbours: Set<String>) -> String? {
        if let dialect = name.dialect { return Dialect.isOther(dialect) ? dialect : nil }
        // What `.treeguard` names is taken at its word; only the folders below it are looked at.
        let components = folder.named == nil ? file.path.folder.components : Array(file.relative.dropLast())
        return Dialect.other(in: components)
            ?? Dialect.ambiguousOther(in: file.relative.dropLast()) { neighbours.contains($0) }
    }

    /// Subfolders whose files are no migrations, whatever their names.
    private static let reasons: [String: LeftOut.Reason] = [
        "seed": .seed, "seeds": .seed, "seeders": .seed, "seeding": .seed, "seed_data": .seed, "seed-data": .seed,
        "fixture": .fixture, "fixtures": .fixture, "testdata": .fixture, "test_data": .fixture, "mocks": .fixture,
        "snapshot": .snapshot, "snapshots": .snapshot,
        "dump": .dump, "dumps": .dump, "backup": .dump, "backups": .dump,
        "template": .template, "templates": .template, "example": .template, "examples": .template,
        "test": .test, "tests": .test, "__tests__": .test,
    ]
}

extension LeftOut.Reason {
    private static let seeds: Set<String> = ["seed", "seeds", "seeder", "seeding"]
    private static let fixtures: Set<String> = ["fixture", "fixtures", "testdata"]
    private static let snapshots: Set<String> = ["schema", "structure", "snapshot"]
    private static let dumps: Set<String> = ["dump", "backup", "pgdump"]
    private static let beside: Set<String> = [
        "db", "database", "full", "current", "latest", "production", "prod", "pg", "postgres", "all", "data",
        "initial", "final", "complete", "public", "only", "and", "the", "of",
    ]
    private static let templates: Set<String> = ["template", "example", "sample", "skeleton"]

    /// What a name without a number says that the file is instead of a migration.
    package init?(unnumbered stem: String) {
        let words = Words(stem)
        let ends = [words.list.first, words.list.last].compactMap { $0 }
        if ends.contains("readme") {
            self = .readme
        } else if ends.contains(where: LeftOut.Reason.seeds.contains) {
            self = .seed
        } else if ends.contains(where: LeftOut.Reason.fixtures.contains) {
            self = .fixture
        } else if words.contains(anyOf: LeftOut.Reason.dumps),
            words.areAll(in: LeftOut.Reason.beside.union(LeftOut.Reason.dumps).union(LeftOut.Reason.snapshots))
        {
            self = .dump
        } else if words.contains(anyOf: LeftOut.Reason.snapshots),
            words.areAll(in: LeftOut.Reason.beside.union(LeftOut.Reason.snapshots))
        {
            self = .snapshot
        } else if words.areAll(in: LeftOut.Reason.templates.union(["migration"])),
            words.contains(anyOf: LeftOut.Reason.templates)
        {
            self = .template
        } else {
            return nil
        }
    }
}
