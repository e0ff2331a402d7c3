import CGit2
import TreeGuardMigrations

extension ObjectID {
    init?(_ id: UnsafePointer<git_oid>?) {
        guard let id, let text = git_oid_tostr_s(id) else { return nil }
        self.init(hex: String(cString: text))
    }

    /// The id in libgit2's form. git_oid_fromstr would accept the first 40 digits of a longer id as the whole.
    func raw() throws(GitError) -> git_oid {
        var id = git_oid()
        guard hex.utf8.count == 40, git_oid_fromstr(&id, hex) == 0 else { throw .objectMissing(hex) }
        return id
    }
}

extension Commit {
    /// Reads a commit that the caller keeps alive during the call.
    init(borrowing commit: OpaquePointer) throws(GitError) {
        guard let id = ObjectID(git_commit_id(commit)), let tree = ObjectID(git_commit_tree_id(commit)) else {
            throw GitError.last("git_commit_tree_id", -1)
        }
        self.init(id: id, tree: tree)
    }
}
