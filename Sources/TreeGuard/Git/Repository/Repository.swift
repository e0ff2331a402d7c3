import TreeGuardBase
import TreeGuardMigrations

/// A repository, seen from one of its worktrees. It only ever reads; a job of continuous integration may fetch.
///
/// libgit2 answers first; where it fails, for whatever reason, git is asked before anything is called an error.
package final class Repository {
    /// Who reads objects and references.
    package enum Backend: Sendable, Hashable, CaseIterable {
        /// libgit2, and git where libgit2 cannot.
        case automatic
        /// libgit2 alone: for tests.
        case libgit2
        /// git's plumbing alone.
        case plumbing
    }

    package let layout: RepositoryLayout
    let git: GitProgram
    let reader: any RepositoryReader
    private let isFinal: Bool
    /// Texts that merges made of both sides: they can be read like blobs, though no repository has them.
    private var made: [ObjectID: [UInt8]] = [:]
    /// The person's own settings, once they were asked for.
    var personal: [Setting]?

    init(layout: RepositoryLayout, git: GitProgram, reader: any RepositoryReader, isFinal: Bool) {
        self.layout = layout
        self.git = git
        self.reader = reader
        self.isFinal = isFinal
    }

    /// True if git's plumbing does all the reading.
    package var readsByPlumbing: Bool { reader is PlumbingReader }

    package func head() throws(Failure) -> Head {
        try ask { (reader) throws(GitError) in try reader.head() }
    }

    /// The commit that a revision means: a branch, a tag (peeled), an object name, `main~2`. nil where there is none.
    package func commit(named name: String) throws(Failure) -> Commit? {
        let found = try ask { (reader) throws(GitError) in try reader.commits(named: [name]).first ?? nil }
        // libgit2 does not know all the ways there are to name a commit.
        if found == nil, !isFinal {
            return try asking { () throws(GitError) in try PlumbingReader(git: git).commits(named: [name]).first ?? nil
            }
        }
        return found
    }

    /// The commits that these names of objects or full names of references mean, asked for at once; nil where there is
    /// none.
    func commits(exactly names: [String]) throws(Failure) -> [Commit?] {
        guard !names.isEmpty else { return [] }
        return try ask { (reader) throws(GitError) in try reader.commits(named: names) }
    }

    /// Everything below a folder, file by file, or the entry itself where the path is no folder; empty where there is
    /// neither.
    package func entries(of tree: ObjectID, under path: RepositoryPath = "") throws(Failure) -> [TreeEntry] {
        try ask { (reader) throws(GitError) in try reader.entries(of: tree, under: path) }
    }

    package func content(of blob: ObjectID) throws(Failure) -> [UInt8] {
        guard let content = try contents(of: [blob])[blob] else { throw Failure(.objectMissing(blob.hex)) }
        return content
    }

    /// The contents of all these blobs, read in one go. All of them are there, or it throws.
    package func contents(of blobs: [ObjectID]) throws(Failure) -> [ObjectID: [UInt8]] {
        let stored = blobs.filter { made[$0] == nil }
        var found = try ask { (reader) throws(GitError) in try reader.contents(of: stored) }
        for blob in blobs where found[blob] == nil { found[blob] = made[blob] }
        return found
    }

    /// The changes of the target's tree by a merge of the source. Conflicts land as the source has them. With no
    /// target, everything is added.
    package func changes(landing source: Commit, on target: Commit?) throws(Failure) -> ChangeSet {
        guard let target else { return try changes(from: nil, to: source.tree) }
        let isShallow = layout.isShallow
        let (changes, made) = try ask { (reader) throws(GitError) in
            var merge = Merge(reader: reader, isShallow: isShallow)
            return (try merge.changes(landing: source, on: target), merge.made)
        }
        self.made.merge(made) { known, _ in known }
        return changes
    }

    /// The differences between two trees (or the trees of two commits). From nothing, everything is added.
    package func changes(from old: ObjectID?, to new: ObjectID) throws(Failure) -> ChangeSet {
        ChangeSet(try ask { (reader) throws(GitError) in try reader.differences(from: old, to: new) })
    }

    /// True if two trees (or the trees of two commits) differ at any path that satisfies a predicate. No blob is read,
    /// folders that are equal are not opened, nor those for which `entering` is false.
    package func differs(
        from old: ObjectID?, to new: ObjectID, entering: (RepositoryPath) -> Bool = { _ in true },
        where isWanted: (RepositoryPath) -> Bool
    ) throws(Failure) -> Bool {
        try ask { (reader) throws(GitError) in
            var found = false
            try reader.walkDifferences(from: old, to: new, enters: entering) { difference in
                found = isWanted(difference.path)
                return !found
            }
            return found
        }
    }

    /// Asks libgit2, then git where libgit2 fails: what is missing may be fetched, what is unknown may be known.
    func ask<Answer>(
        _ question: (any RepositoryReader) throws(GitError) -> Answer
    ) throws(Failure) -> Answer {
        do { return try question(reader) } catch {
            guard !isFinal else { throw Failure(error) }
        }
        return try asking { () throws(GitError) in try question(PlumbingReader(git: git)) }
    }

    func asking<Answer>(_ question: () throws(GitError) -> Answer) throws(Failure) -> Answer {
        do { return try question() } catch { throw Failure(error) }
    }
}
