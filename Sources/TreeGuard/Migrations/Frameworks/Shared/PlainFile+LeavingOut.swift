extension PlainFile {
    /// Why the file is no migration although it is SQL in a folder of migrations; nil for those that are, and for
    /// those that undo one.
    var reasonToLeaveOut: LeftOut.Reason? {
        if file.name.hasPrefix(".") { return .hidden }
        if file.kind == .symbolicLink { return .symbolicLink }
        if file.kind == .submodule { return .submodule }
        if let dialect = otherDialect { return .otherDialect(dialect) }
        if file.stem.hasSuffix(".verify") { return .verification }
        if isDown { return nil }
        if let reason = place.reason { return reason }
        // A number is a promise to run it: `003_seed_roles.sql` is a migration.
        if name.isNumbered { return nil }
        if let reason = LeftOut.Reason(unnumbered: file.stem) { return reason }
        return place.depth > 1 ? .tooDeep : nil
    }

    /// The reason by the file's name comes before the reason by its folders.
    private var otherDialect: String? {
        guard let named = name.dialect else { return place.dialect }
        return Dialect.isOther(named) ? named : nil
    }
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

    /// The kind of file, other than a migration, that a name without a number suggests.
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
