import TreeGuardBase

/// The surveyed folders in both trees, before any content is read.
package struct Survey: Sendable {
    /// The folders in the target, and as they would land.
    let target: [Folder]
    let landing: [Folder]
    /// True if files are only added: then the unchanged ones are the former ones, and `target` is not read.
    private let isGrowing: Bool
    /// Both trees as a whole, for each framework that needs them.
    private let wholes: [Whole]
    let changes: ChangeSet
    let config: Config
    /// The paths at which the two trees differ.
    private let differing: Set<RepositoryPath>

    /// - Parameter entries: every entry of the target's present tree below `Discovery.foldersToRead`
    package init(_ changes: ChangeSet, target entries: [TreeEntry], _ config: Config) {
        self.changes = changes
        self.config = config
        let folders = Discovery.foldersToRead(changes, config)
        let items = Item.all(
            entries.lazy.filter { entry in folders.contains { entry.path.isInside($0) } }, changes.changes)
        var homes = HomesAtStake(changes, config)
        for item in items { homes.add(item) }
        isGrowing = items.allSatisfy { $0.target == nil || $0.target == $0.landing }
        target = isGrowing ? [] : homes.folders(\.target)
        landing = homes.folders(\.landing)
        wholes = Frameworks.all.filter { $0.readsWholeTree && Survey.mayConcern(for: $0, changes, config) }.map {
            Whole(items, for: $0, config)
        }
        let all = target + landing + wholes.flatMap { [$0.target, $0.landing] }
        differing = Set(all.flatMap { $0.files.lazy.filter(\.differs).map(\.path) })
    }

    /// True if a change may concern a framework that reads the whole tree.
    static func mayConcern(for framework: any Framework, _ changes: ChangeSet, _ config: Config) -> Bool {
        (changes.changes.map(\.path) + changes.conflicts).contains { path in
            guard framework.mayConcern(path), let home = MigrationFolder(of: path, config), !home.isExcluded else {
                return false
            }
            return home.named?.framework.map { $0 == framework.id } ?? true
        }
    }

    /// The files whose bytes the discovery needs, each once; ordered by path. Many are the migrations themselves.
    package var wanted: [WantedFile] {
        var seen = Set<WantedFile>()
        let all =
            (landing + target).flatMap { folder in
                Survey.frameworks(for: folder).flatMap { $0.wanted(in: folder) }
            } + wholes.flatMap { $0.framework.wanted(in: $0.landing) + $0.framework.wanted(in: $0.target) }
        return all.filter { seen.insert($0).inserted }.sorted { $0.path < $1.path }
    }

    /// The files that the first ones refer to, and whose bytes are not known yet; ordered by path.
    package func wanted(knowing contents: FileContents) -> [WantedFile] {
        let all = wholes.flatMap { whole in
            [whole.landing, whole.target].flatMap { whole.framework.wanted(in: $0, knowing: contents) }
        }
        return Set(all).filter { contents[$0] == nil }.sorted { $0.path < $1.path }
    }

    /// Files outside of the folders that name a ledger. They are read as they would land, if they exist.
    package var companionFiles: [RepositoryPath] {
        let beside = landing.flatMap { folder in Survey.frameworks(for: folder).flatMap { $0.companionFiles(folder) } }
        return Set(beside + wholes.flatMap { $0.framework.companionFiles($0.landing) }).sorted()
    }

    /// Reads both trees with the given contents and compares them.
    package func discovery(_ contents: FileContents, companionFiles: [RepositoryPath: [UInt8]] = [:]) -> Discovery {
        let after = Survey.reading(of: landing, wholes.map { ($0.framework, $0.landing) }, contents)
        let before = isGrowing ? after.migrations.filter { !differing.contains($0.path) } : readingOfTarget(contents)
        let compared = Comparison(
            target: before, landing: after.migrations, isSame: { sameContent($0, $1, contents) })
        // A new neighbour may change the role of an unchanged file (`003_x_rollback.sql`, once `003_x.sql` is added):
        // that neither adds nor removes a migration.
        var discovery = Discovery(
            migrations: compared.changed.filter { differing.contains($0.path) || $0.has(.bookkeepingChanged) }.inOrder()
        )
        let conflicts = Set(changes.conflicts)
        for index in discovery.migrations.indices where conflicts.contains(discovery.migrations[index].path) {
            discovery.migrations[index].notes.append(.conflicted)
        }
        let sequences = Set(discovery.migrations.map(\.sequence))
        let standing = compared.changed.filter { $0.change == .new && !differing.contains($0.path) }.map { migration in
            var migration = migration
            migration.change = nil
            return migration
        }
        var context = compared.unchanged.filter { sequences.contains($0.sequence) }
        context += standing.filter { sequences.contains($0.sequence) }
        discovery.context = context.inOrder()
        handOver(&discovery, companionFiles)
        if !discovery.migrations.isEmpty { discovery.companionFiles = companionFiles }
        discovery.leftOut = leftOut(after, besides: discovery.migrations)
        discovery.problems = problems(discovery, after).sorted { $0.severity > $1.severity }
        return discovery
    }

    /// Moves migrations from plain SQL to the tool that the project's own files name. `.treeguard` takes precedence.
    private func handOver(_ discovery: inout Discovery, _ companionFiles: [RepositoryPath: [UInt8]]) {
        let plain = PlainSQL().id
        let taken = Dictionary(
            grouping: discovery.landing.filter { migration in
                let named = config.migrationFolder(above: migration.path)?.0
                return migration.framework == plain && named?.framework == nil && named?.ledger == nil
            }, by: \.sequence)
        for (sequence, migrations) in taken {
            guard let owner = Frameworks.all.first(where: { $0.owns(migrations, companionFiles) }) else { continue }
            func handOver(_ migration: Migration) -> Migration {
                guard migration.sequence == sequence, migration.framework == plain else { return migration }
                var migration = migration
                migration.identity.framework = owner.id
                if !owner.isSupported { migration.notes.append(.frameworkNotSupported) }
                return migration
            }
            discovery.migrations = discovery.migrations.map(handOver)
            discovery.context = discovery.context.map(handOver)
        }
    }

    private func readingOfTarget(_ contents: FileContents) -> [Migration] {
        Survey.reading(of: target, wholes.map { ($0.framework, $0.target) }, contents).migrations
    }

    /// The frameworks of a folder: the one that the team names, else all, each for its own files.
    private static func frameworks(for folder: Folder) -> [any Framework] {
        guard let id = folder.named?.framework else { return Frameworks.all }
        return Frameworks.named(id).map { [$0] } ?? []
    }

    private static func reading(
        of folders: [Folder], _ wholes: [(any Framework, Folder)], _ contents: FileContents
    ) -> Reading {
        var all = Reading()
        for (framework, folder) in wholes { all.add(framework.reading(of: folder, contents)) }
        let taken = all.claimed
        for folder in folders {
            var rest = taken.isEmpty ? folder : folder.keeping { !taken.contains($0.path) }
            for framework in frameworks(for: folder) {
                let reading = framework.reading(of: rest, contents)
                let claimed = reading.claimed
                if !claimed.isEmpty { rest = rest.keeping { !claimed.contains($0.path) } }
                all.add(reading)
            }
            for file in rest.files where file.differs && isWorthNaming(file) { all.leftOut.append(unclaimed(file)) }
        }
        return all
    }

    /// False for program code in a folder that is only searched because of a framework.
    private static func isWorthNaming(_ file: Folder.File) -> Bool {
        file.isInKnownFolder || file.isSQL || file.kind != .file
    }

    private static func unclaimed(_ file: Folder.File) -> LeftOut {
        switch file.kind {
        case .symbolicLink: LeftOut(file.path, .symbolicLink)
        case .submodule: LeftOut(file.path, .submodule)
        case .file where file.isSQL && !file.isInKnownFolder:
            LeftOut(file.path, LeftOut.Reason(unnumbered: file.stem) ?? .folderNotNamed(file.path.folder))
        case .file:
            LeftOut(file.path, Words(file.stem).list.contains("readme") ? .readme : .notSQL)
        }
    }

    /// True if two contents are the same text: by id if git stores both, else by bytes.
    private func sameContent(_ old: Migration, _ new: Migration, _ contents: FileContents) -> Bool {
        guard let before = old.content, let after = new.content else { return false }
        if case .blob = after { return before == after }
        guard let a = contents[WantedFile(path: old.path, content: before)],
            let b = contents[WantedFile(path: new.path, content: after)]
        else { return false }
        // The working tree may have CRLF where git stores LF.
        return a == b || a.withLineFeeds == b.withLineFeeds
    }
}
