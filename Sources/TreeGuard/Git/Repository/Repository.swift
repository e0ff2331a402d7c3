import TreeGuardBase
import TreeGuardMigrations

/// A repository, seen from one of its worktrees. It is only read; CI jobs may fetch.
///
/// libgit2 answers first. If it fails for any reason, git is asked before an error is reported.
package final class Repository {
    /// The reader of objects and references.
    package enum Backend: Sendable, Hashable, CaseIterable {
        /// libgit2, and git if libgit2 fails.
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
    /// Merged texts, which can be read like blobs although no repository has them.
    private var made: [ObjectID: [UInt8]] = [:]
    /// The user's own settings, once they were read.
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

    /// The commit of a revision: a branch, a tag (peeled), an object id, `main~2`. nil if there is none.
    package func commit(named name: String) throws(Failure) -> Commit? {
        let found = try ask { (reader) throws(GitError) in try reader.commits(named: [name]).first ?? nil }
        // libgit2 does not know every syntax for revisions.
        if found == nil, !isFinal {
            return try asking { () throws(GitError) in try PlumbingReader(git: git).commits(named: [name]).first ?? nil
            }
        }
        return found
    }

    /// The commits of these object ids or full reference names, in one call; nil for each that does not exist.
    func commits(exactly names: [String]) throws(Failure) -> [Commit?] {
        guard !names.isEmpty else { return [] }
        return try ask { (reader) throws(GitError) in try reader.commits(named: names) }
    }

    /// All files below a folder, or the entry itself if the path is not a folder; empty if the path does not exist.
    package func entries(of tree: ObjectID, under path: RepositoryPath = "") throws(Failure) -> [TreeEntry] {
        try ask { (reader) throws(GitError) in try reader.entries(of: tree, under: path) }
    }

    package func content(of blob: ObjectID) throws(Failure) -> [UInt8] {
        guard let content = try contents(of: [blob])[blob] else { throw Failure(.objectMissing(blob.hex)) }
        return content
    }

    /// The contents of all these blobs, read in one call. It throws if one is missing.
    package func contents(of blobs: [ObjectID]) throws(Failure) -> [ObjectID: [UInt8]] {
        let stored = blobs.filter { made[$0] == nil }
        var found = try ask { (reader) throws(GitError) in try reader.contents(of: stored) }
        for blob in blobs where found[blob] == nil { found[blob] = made[blob] }
        return found
    }

    /// The changes to the target's tree if the source were merged into it. At conflicts the source's version lands.
    /// Without a target, every file is added.
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

    /// The differences between two trees (or the trees of two commits). Without an old tree, every file is added.
    package func changes(from old: ObjectID?, to new: ObjectID) throws(Failure) -> ChangeSet {
        ChangeSet(try ask { (reader) throws(GitError) in try reader.differences(from: old, to: new) })
    }

    /// True if two trees (or the trees of two commits) differ at a path that satisfies a predicate. No blob is read.
    /// Equal folders are not opened, nor those for which `entering` is false.
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

    /// Asks libgit2, then git if libgit2 fails: git may fetch missing objects, and knows newer formats.
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
