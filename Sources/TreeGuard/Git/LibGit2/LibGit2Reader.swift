import CGit2
import TreeGuardBase
import TreeGuardMigrations

/// Reads objects and references with libgit2. The index, the working tree, configuration and shallow history are left
/// to git.
final class LibGit2Reader: RepositoryReader {
    private let repository: Handle<RepositoryTag>
    let environment: RepositoryEnvironment
    private let git: GitProgram

    /// Opens the repository (`git_repository_open_ext`) with the caller's environment instead of the process's:
    /// libgit2's GIT_REPOSITORY_OPEN_FROM_ENV refuses GIT_WORK_TREE and GIT_COMMON_DIR.
    init(_ environment: RepositoryEnvironment, git: GitProgram) throws(GitError) {
        LibGit2.start()
        guard !environment.needsGit else { throw .formatUnknown(why: "its parts are named in the environment") }
        let named = environment.path("GIT_DIR")
        var flags = UInt32(0)
        if named != nil { flags |= GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue }
        let variables = environment.variables
        if ["1", "true", "yes", "on"].contains(variables["GIT_DISCOVERY_ACROSS_FILESYSTEM"] ?? "") {
            flags |= GIT_REPOSITORY_OPEN_CROSS_FS.rawValue
        }
        let ceilings = variables["GIT_CEILING_DIRECTORIES"]
        var made: OpaquePointer?
        let code = git_repository_open_ext(&made, named ?? environment.folder, flags, ceilings)
        if code == GIT_ENOTFOUND.rawValue {
            throw .notARepository(path: named ?? environment.folder, why: "no git repository here or above")
        }
        repository = try Handle("git_repository_open_ext") {
            $0 = made
            return code
        }
        self.environment = environment
        self.git = git
        try addObjectFolders()
    }

    private func addObjectFolders() throws(GitError) {
        let folders = environment.objectFolders
        guard !folders.isEmpty else { return }
        let database = try Handle<DatabaseTag>("git_repository_odb") { git_repository_odb(&$0, repository.pointer) }
        for folder in folders {
            let code = git_odb_add_disk_alternate(database.pointer, folder)
            guard code == 0 else { throw .last("git_odb_add_disk_alternate", code) }
        }
    }

    func layout() throws(GitError) -> RepositoryLayout {
        let gitDirectory = path(git_repository_path(repository.pointer)) ?? ""
        return RepositoryLayout(
            gitDirectory: gitDirectory,
            commonDirectory: path(git_repository_commondir(repository.pointer)) ?? gitDirectory,
            workTree: workTree(besides: gitDirectory), isShallow: isShallow)
    }

    private var isShallow: Bool {
        git_repository_is_shallow(repository.pointer) == 1 || environment.path("GIT_SHALLOW_FILE") != nil
    }

    /// The working tree by git's rules: if the environment names only the repository, it is the current folder.
    private func workTree(besides gitDirectory: String) -> String? {
        if let named = environment.path("GIT_WORK_TREE") { return resolvedPath(named) }
        let isLinked = git_repository_is_worktree(repository.pointer) == 1
        if !isLinked, git_repository_is_bare(repository.pointer) == 1 { return nil }
        let folder = resolvedPath(environment.folder)
        if environment.namesRepository {
            if !isLinked, let configured = configuredWorkTree { return configured }
            return ["0", "false"].contains(environment.variables["GIT_IMPLICIT_WORK_TREE"] ?? "") ? nil : folder
        }
        let isInside = folder == gitDirectory || folder.hasPrefix(gitDirectory + "/")
        return isInside ? nil : path(git_repository_workdir(repository.pointer))
    }

    /// The value of `core.worktree`, which submodules have. libgit2 has applied it if the working tree is not the
    /// folder that holds `.git`.
    private var configuredWorkTree: String? {
        var configuration: OpaquePointer?
        guard git_repository_config_snapshot(&configuration, repository.pointer) == 0 else { return nil }
        defer { git_config_free(configuration) }
        var value: UnsafePointer<CChar>?
        guard git_config_get_string(&value, configuration, "core.worktree") == 0 else { return nil }
        return path(git_repository_workdir(repository.pointer))
    }

    private func path(_ borrowed: UnsafePointer<CChar>?) -> String? {
        borrowed.map { resolvedPath(String(cString: $0)) }
    }

    func mergeBases(of one: ObjectID, and other: ObjectID) throws(GitError) -> [ObjectID] {
        // In a shallow clone, libgit2 fails or finds commits that git hides.
        guard !isShallow else { return try PlumbingReader(git: git).mergeBases(of: one, and: other) }
        var first = try one.raw()
        var second = try other.raw()
        var found = git_oidarray()
        defer { git_oidarray_dispose(&found) }
        let code = git_merge_bases(&found, repository.pointer, &first, &second)
        guard code != GIT_ENOTFOUND.rawValue else { return [] }
        guard code == 0 else { throw .last("git_merge_bases", code) }
        return (0..<found.count).compactMap { ObjectID(found.ids + $0) }
    }

    func walkDifferences(
        from old: ObjectID?, to new: ObjectID, enters: (RepositoryPath) -> Bool, visit: (Difference) -> Bool
    ) throws(GitError) {
        let after = try tree(new)
        let comparison = TreeComparison(repository: repository.pointer)
        guard let old else {
            try comparison.walk(nil, after.pointer, in: [], enters: enters, visit: visit)
            return
        }
        let before = try tree(old)
        try comparison.walk(before.pointer, after.pointer, in: [], enters: enters, visit: visit)
    }

    func entries(of tree: ObjectID, under path: RepositoryPath) throws(GitError) -> [TreeEntry] {
        let root = try self.tree(tree)
        return try TreeListing(repository: repository.pointer).entries(of: root.pointer, under: path)
    }

    func contents(of blobs: [ObjectID]) throws(GitError) -> [ObjectID: [UInt8]] {
        var found: [ObjectID: [UInt8]] = [:]
        for id in blobs {
            var raw = try id.raw()
            let present = try Handle<ObjectTag>.ifPresent("git_blob_lookup") {
                git_object_lookup(&$0, repository.pointer, &raw, GIT_OBJECT_BLOB)
            }
            guard let blob = present else { throw .objectMissing(id.hex) }
            let size = Int(git_blob_rawsize(blob.pointer))
            found[id] = Array(UnsafeRawBufferPointer(start: git_blob_rawcontent(blob.pointer), count: size))
        }
        return found
    }

    func name(ofBlob content: [UInt8]) throws(GitError) -> ObjectID {
        var raw = git_oid()
        let code = content.withUnsafeBytes { git_odb_hash(&raw, $0.baseAddress, $0.count, GIT_OBJECT_BLOB) }
        guard code == 0, let id = ObjectID(&raw) else { throw .last("git_odb_hash", code) }
        return id
    }

    /// The tree with this id, or of the commit or tag with this id.
    private func tree(_ id: ObjectID) throws(GitError) -> Handle<ObjectTag> {
        var raw = try id.raw()
        let present = try Handle<ObjectTag>.ifPresent("git_object_lookup") {
            git_object_lookup(&$0, repository.pointer, &raw, GIT_OBJECT_ANY)
        }
        guard let object = present else { throw .objectMissing(id.hex) }
        return try Handle("git_object_peel") { git_object_peel(&$0, object.pointer, GIT_OBJECT_TREE) }
    }

    /// The repository's pointer, for the extension that reads references.
    var pointer: OpaquePointer { repository.pointer }
}
