import TreeGuardBase

extension Survey {
    /// The version of a path in one of the two trees.
    struct Version: Hashable {
        var content: FileContent
        var kind: TreeEntry.Kind
    }

    /// A path, and its version in each tree.
    struct Item {
        var path: RepositoryPath
        var target: Version?
        var landing: Version?

        /// Every entry of the target, with the changes applied.
        static func all(_ entries: some Sequence<TreeEntry>, _ changes: [Change]) -> [Item] {
            var byPath = Dictionary(changes.map { ($0.path, $0) }) { first, _ in first }
            var items = entries.map { entry in
                let old = Version(content: .blob(entry.id), kind: entry.kind)
                let change = byPath.removeValue(forKey: entry.path)
                return Item(path: entry.path, target: old, landing: change.map { Version(landingBy: $0) } ?? old)
            }
            for change in changes where byPath[change.path] != nil {
                items.append(Item(path: change.path, landing: Version(landingBy: change)))
            }
            return items
        }
    }

    /// The files of both trees below one folder. The path of a file that is in both is split only once.
    struct Sides {
        private(set) var target: [Folder.File] = []
        private(set) var landing: [Folder.File] = []

        mutating func add(_ item: Item, below folder: RepositoryPath, isInKnownFolder: Bool) {
            guard let either = item.landing ?? item.target else { return }
            var file = Folder.File(
                path: item.path, below: folder, content: either.content, kind: either.kind,
                differs: item.target != item.landing, isInKnownFolder: isInKnownFolder)
            if item.landing != nil { landing.append(file) }
            guard let old = item.target else { return }
            (file.content, file.kind) = (old.content, old.kind)
            target.append(file)
        }
    }

    /// The whole tree for a framework that needs it, in the target and as it would land.
    struct Whole {
        let framework: any Framework
        let target: Folder
        let landing: Folder

        /// Selects the files that the framework may see: none in folders of others, and no copies of other people's
        /// files.
        init(_ items: [Item], for framework: any Framework, _ config: Config) {
            var given = Set<RepositoryPath>()
            var sides = Sides()
            for item in items {
                if let (named, folder) = config.migrationFolder(above: item.path), let owner = named.framework {
                    guard owner == framework.id else { continue }
                    given.insert(folder)
                } else if KnownFolder.copy(in: item.path.components.dropLast()) != nil {
                    continue
                }
                sides.add(item, below: "", isInKnownFolder: false)
            }
            self.framework = framework
            target = Folder(whole: sides.target, given: given.sorted())
            landing = Folder(whole: sides.landing, given: given.sorted())
        }
    }
}

extension Survey.Version {
    /// Makes the landing version; nil for a deleted file.
    fileprivate init?(landingBy change: Change) {
        guard let content = change.new else { return nil }
        self.init(content: content, kind: change.entry)
    }
}

extension Folder {
    fileprivate init(whole files: [File], given: [RepositoryPath]) {
        self.init(path: "", files: files.inOrder())
        isWholeTree = true
        self.given = given
    }
}

extension [Folder.File] {
    /// The files ordered by path, as git's trees mostly are already.
    fileprivate func inOrder() -> [Folder.File] {
        let isInOrder = indices.dropFirst().allSatisfy { self[$0 - 1].path < self[$0].path }
        return isInOrder ? self : sorted { $0.path < $1.path }
    }
}

/// Assigns files to the surveyed folders.
struct HomesAtStake {
    private var folders: [RepositoryPath: FolderSettings?] = [:]
    private var sides: [RepositoryPath: Survey.Sides] = [:]
    /// The decision for the last folder, which holds for all of its files; they follow one another.
    private var decided: (folder: RepositoryPath, decision: MigrationFolder.Decision)?
    private let config: Config

    init(_ changes: ChangeSet, _ config: Config) {
        self.config = config
        for path in changes.changes.map(\.path) + changes.conflicts {
            if let home = home(of: path), !home.isExcluded { folders[home.folder] = .some(home.named) }
        }
    }

    mutating func add(_ item: Survey.Item) {
        guard let (folder, isKnown) = place(of: item.path) else { return }
        sides[folder, default: Survey.Sides()].add(item, below: folder, isInKnownFolder: isKnown)
    }

    /// One side of all folders that have files there.
    func folders(_ side: KeyPath<Survey.Sides, [Folder.File]>) -> [Folder] {
        sides.sorted { $0.key < $1.key }.compactMap { path, sides in
            let files = sides[keyPath: side]
            guard !files.isEmpty else { return nil }
            return Folder(path: path, named: folders[path] ?? nil, files: files.inOrder())
        }
    }

    /// The folder of a file: the one of its own name, or the nearest surveyed one.
    private mutating func place(of path: RepositoryPath) -> (RepositoryPath, isKnown: Bool)? {
        if let home = home(of: path) {
            return folders[home.folder] == nil || home.isExcluded ? nil : (home.folder, home.isKnown)
        }
        var folder = path
        repeat {
            folder = folder.folder
            if folders[folder] != nil { return (folder, false) }
        } while !folder.bytes.isEmpty
        return nil
    }

    private mutating func home(of path: RepositoryPath) -> MigrationFolder? {
        MigrationFolder(of: path, config) { path in
            if let decided, path.isDirectly(in: decided.folder) { return decided.decision }
            let folder = path.folder
            let decision = MigrationFolder.decision(of: folder)
            decided = (folder, decision)
            return decision
        }
    }
}
