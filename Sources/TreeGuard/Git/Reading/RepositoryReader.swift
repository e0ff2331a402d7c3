import TreeGuardBase
import TreeGuardMigrations

/// The questions to a repository, object by object. libgit2 answers, or git's own plumbing: the answer is the same.
package protocol RepositoryReader {
    func layout() throws(GitError) -> RepositoryLayout
    func head() throws(GitError) -> Head
    /// One per name, in order; nil where the name means no commit. Annotated tags are peeled.
    func commits(named names: [String]) throws(GitError) -> [Commit?]
    /// The full name that a symbolic reference points to; nil if there is no such symbolic reference.
    func target(ofSymbolic reference: String) throws(GitError) -> String?
    /// Local branches, without `refs/heads/`.
    func branchNames() throws(GitError) -> [String]
    /// The full name of the reference that a local branch is configured to follow.
    func upstreamName(of branch: String) throws(GitError) -> String?
    /// True if git's configuration may hold anything in the section; true where that is not known without git.
    func mayHoldSettings(of section: String) -> Bool
    /// All best common ancestors: none for unrelated histories, several for a criss-cross.
    func mergeBases(of one: ObjectID, and other: ObjectID) throws(GitError) -> [ObjectID]
    /// Visits what differs between two trees (or the trees of two commits) in the order of paths, until `visit` says
    /// false. Folders for which `enters` is false are not looked into. No blob is read.
    func walkDifferences(
        from old: ObjectID?, to new: ObjectID, enters: (RepositoryPath) -> Bool, visit: (Difference) -> Bool
    ) throws(GitError)
    /// Everything below a folder, or the entry itself where the path is not a folder; empty where there is neither.
    func entries(of tree: ObjectID, under path: RepositoryPath) throws(GitError) -> [TreeEntry]
    /// The blob that each of these trees has for a file at that path, in order; nil where it has no file there. A link is
    /// none.
    func files(at path: RepositoryPath, in trees: [ObjectID]) throws(GitError) -> [ObjectID?]
    func contents(of blobs: [ObjectID]) throws(GitError) -> [ObjectID: [UInt8]]
    /// The name that a blob of this content has. Nothing is written.
    func name(ofBlob content: [UInt8]) throws(GitError) -> ObjectID
}

/// True if a name can be asked for at all: a line end would make two questions of one, a NUL would cut it short.
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
