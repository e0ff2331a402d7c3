import TreeGuardBase

/// One Alembic environment of a tree: its scripts, and the folders of its revisions.
struct AlembicPlace: Hashable, Sendable {
    /// The folder of env.py: what keeps one environment apart from the others.
    var scripts: RepositoryPath
    var versions: [RepositoryPath]
    var isRecursive: Bool
    /// Found by the looks of it only: files that do not read like revisions are left to others.
    var isGuessed = false

    func holds(_ path: RepositoryPath) -> Bool {
        versions.contains { isRecursive ? path.isInside($0) : path.folder == $0 }
    }

    /// Every environment of the tree, the surest first.
    static func all(in tree: Folder, _ contents: FileContents) -> [AlembicPlace] {
        var places: [AlembicPlace] = []
        let folders = FoldersOfTree(tree)
        for file in tree.files where Alembic.isSettings(file.path) {
            guard let text = contents[file.wanted] else { continue }
            for settings in AlembicSettings.all(in: text, of: file.path) {
                if let place = AlembicPlace(settings, folders) { places.add(place) }
            }
        }
        for folder in tree.given where !places.contains(where: { $0.holds(folder.file("x")) || $0.scripts == folder }) {
            let standard = folder.file("versions")
            let isEnvironment = folders.hasFile(folder.file("env.py")) || folders.holds(standard)
            places.add(
                AlembicPlace(
                    scripts: folder, versions: [isEnvironment ? standard : folder], isRecursive: !isEnvironment))
        }
        for folder in folders.all where !places.contains(where: { $0.scripts == folder }) {
            let hasMako = folders.hasFile(folder.file("script.py.mako"))
            let versions = folder.file("versions")
            guard hasMako || folders.holds(versions) else { continue }
            guard !places.contains(where: { $0.versions.contains(versions) }) else { continue }
            let isSure = hasMako && folders.hasFile(folder.file("env.py"))
            places.add(AlembicPlace(scripts: folder, versions: [versions], isRecursive: false, isGuessed: !isSure))
        }
        return places
    }

    private init?(_ settings: AlembicSettings, _ folders: FoldersOfTree) {
        guard let scripts = folders.folder(settings.scriptLocation, namedIn: settings.file) else { return nil }
        let versions = settings.versionLocations.compactMap { folders.folder($0, namedIn: settings.file) }
        self.init(
            scripts: scripts, versions: versions.isEmpty ? [scripts.file("versions")] : versions,
            isRecursive: settings.isRecursive)
    }

    init(scripts: RepositoryPath, versions: [RepositoryPath], isRecursive: Bool, isGuessed: Bool = false) {
        self.scripts = scripts
        self.versions = versions
        self.isRecursive = isRecursive
        self.isGuessed = isGuessed
    }
}

extension [AlembicPlace] {
    /// Two sections that name the same scripts describe one environment.
    fileprivate mutating func add(_ place: AlembicPlace) {
        guard let index = firstIndex(where: { $0.scripts == place.scripts }) else { return append(place) }
        for folder in place.versions where !self[index].versions.contains(folder) {
            self[index].versions.append(folder)
        }
        self[index].isRecursive = self[index].isRecursive || place.isRecursive
    }
}

/// The folders of a tree, and how settings name them.
struct FoldersOfTree {
    private let files: Set<RepositoryPath>
    private let withFiles: Set<RepositoryPath>
    private let folders: Set<RepositoryPath>

    init(_ tree: Folder) {
        files = Set(tree.files.map(\.path))
        withFiles = Set(tree.files.lazy.filter { $0.fileExtension == "py" }.map(\.path.folder))
        var folders = Set<RepositoryPath>()
        for file in tree.files {
            var folder = file.path.folder
            while folders.insert(folder).inserted, !folder.bytes.isEmpty { folder = folder.folder }
        }
        self.folders = folders
    }

    var all: [RepositoryPath] { folders.sorted() }
    func hasFile(_ path: RepositoryPath) -> Bool { files.contains(path) }
    /// True if scripts lie directly in the folder.
    func holds(_ folder: RepositoryPath) -> Bool { withFiles.contains(folder) }

    /// A folder as settings name it: by `%(here)s`, relative to where Alembic is run (beside its settings, or at the
    /// root), or inside a package. nil where it lies outside of the repository.
    func folder(_ location: String, namedIn file: RepositoryPath) -> RepositoryPath? {
        let candidates = Self.candidates(location, namedIn: file)
        return candidates.first(where: folders.contains) ?? candidates.first
    }

    static func candidates(_ location: String, namedIn file: RepositoryPath) -> [RepositoryPath] {
        var name = location
        var bases = [file.folder, ""]
        for here in ["%(here)s/", "%(here)s"] where name.hasPrefix(here) {
            name.removeFirst(here.count)
            bases = [file.folder]
            break
        }
        guard !name.hasPrefix("/"), !name.contains("%(") else { return [] }
        if let colon = name.firstIndex(of: ":") {
            let package = name[..<colon].split(separator: ".").joined(separator: "/")
            name = package + "/" + name[name.index(after: colon)...]
            bases += bases.map { $0.file("src") }
        }
        return bases.compactMap { $0.following(name) }
    }
}

extension RepositoryPath {
    /// A name inside this folder.
    func file(_ name: String) -> RepositoryPath {
        bytes.isEmpty ? RepositoryPath(name) : RepositoryPath(bytes: bytes + "/".utf8 + name.utf8)
    }

    /// The folder that a relative name leads to; nil where it leads out of the repository.
    func following(_ name: String) -> RepositoryPath? {
        var parts = bytes.split(separator: UInt8(ascii: "/")).map(Array.init)
        for part in name.utf8.split(separator: UInt8(ascii: "/")).map(Array.init) where part != Array(".".utf8) {
            if part == Array("..".utf8) {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(part)
            }
        }
        return RepositoryPath(bytes: parts.joined(separator: [UInt8(ascii: "/")]))
    }
}
