import TreeGuardBase
import TreeGuardMigrations

/// The questions about a repository. libgit2 and git's own plumbing give the same answers.
package protocol RepositoryReader {
    func layout() throws(GitError) -> RepositoryLayout
    func head() throws(GitError) -> Head
    /// One commit per name, in order; nil if the name means no commit. Annotated tags are peeled.
    func commits(named names: [String]) throws(GitError) -> [Commit?]
    /// The full name that a symbolic reference points to; nil if there is no such symbolic reference.
    func target(ofSymbolic reference: String) throws(GitError) -> String?
    /// The local branches, without `refs/heads/`.
    func branchNames() throws(GitError) -> [String]
    /// The full name of the upstream that is configured for a local branch.
    func upstreamName(of branch: String) throws(GitError) -> String?
    /// True if git's configuration may have the section; also true if only git can tell.
    func mayHoldSettings(of section: String) -> Bool
    /// All merge bases: none for unrelated histories, several for a criss-cross merge.
    func mergeBases(of one: ObjectID, and other: ObjectID) throws(GitError) -> [ObjectID]
    /// Visits the differences between two trees (or the trees of two commits) in the order of paths, until `visit`
    /// returns false. Folders for which `enters` is false are skipped. No blob is read.
    func walkDifferences(
        from old: ObjectID?, to new: ObjectID, enters: (RepositoryPath) -> Bool, visit: (Difference) -> Bool
    ) throws(GitError)
    /// Everything below a folder, or the entry itself if the path is not a folder; empty if the path does not exist.
    func entries(of tree: ObjectID, under path: RepositoryPath) throws(GitError) -> [TreeEntry]
    /// The blob of the file at that path in each of these trees, in order; nil if there is no file. A link does not
    /// count.
    func files(at path: RepositoryPath, in trees: [ObjectID]) throws(GitError) -> [ObjectID?]
    func contents(of blobs: [ObjectID]) throws(GitError) -> [ObjectID: [UInt8]]
    /// The id of a blob with this content. Nothing is written.
    func name(ofBlob content: [UInt8]) throws(GitError) -> ObjectID
}

/// True if the name can be sent: a line end would make two questions of one, a NUL would cut it short.
func canBeAsked(_ name: String) -> Bool {
    !name.isEmpty && !name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "\n") }
}

extension RepositoryReader {
    func files(at path: RepositoryPath, in trees: [ObjectID]) throws(GitError) -> [ObjectID?] {
        var found: [ObjectID?] = []
        for tree in trees {
            found.append(try entries(of: tree, under: path).first { $0.path == path && $0.kind == .file }?.id)
        }
        return found
    }

    func differences(from old: ObjectID?, to new: ObjectID) throws(GitError) -> [Difference] {
        var found: [Difference] = []
        try walkDifferences(
            from: old, to: new, enters: { _ in true },
            visit: {
                found.append($0)
                return true
            })
        return found
    }
}
