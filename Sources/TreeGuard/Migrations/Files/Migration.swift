import TreeGuardBase

/// One migration as a tree has it: a file (or folder) that its framework will run once, in its place.
package struct Migration: Hashable, Sendable {
    /// The change of a migration.
    package enum Change: String, Hashable, Sendable, CaseIterable {
        /// In the tree that would land, and absent from the target's present tree.
        case new
        /// In both, with different content.
        case edited
        /// Only in the target's present tree.
        case removed
    }

    /// The identity of a migration wherever it lies: never its path.
    package struct Identity: Hashable, Sendable {
        package var framework: String
        /// In the framework's own terms: number and name, revision, folder name.
        package var key: String

        package init(framework: String, key: String) {
            self.framework = framework
            self.key = key
        }
    }

    /// The path in the tree that would land; in the target's, when it is removed.
    package var path: RepositoryPath
    package var identity: Identity
    /// The version as written: "001", "20240102030405"; empty if the file has no number.
    package var version: String
    /// The rest of the file name: "create_jobs".
    package var name: String
    /// The folder within which numbers belong together.
    package var sequence: RepositoryPath
    package var position: Position
    /// Nil for one that the change leaves as it is.
    package var change: Change?
    /// The content that would land; nil when it is removed.
    package var content: FileContent?
    /// The object in the target; nil when it is new.
    package var old: ObjectID?
    /// The file that undoes it, in the same tree.
    package var down: RepositoryPath?
    /// The entry in the framework's own files; nil if there is none.
    package var bookkeeping: JournalEntry?
    package var notes: [Note]
    /// The keys of those that it needs, where the framework keeps a graph.
    package var requires: [String]

    package init(
        path: RepositoryPath, identity: Identity, version: String, name: String, sequence: RepositoryPath,
        position: Position, change: Change? = nil, content: FileContent?, old: ObjectID? = nil,
        down: RepositoryPath? = nil, bookkeeping: JournalEntry? = nil, notes: [Note] = [], requires: [String] = []
    ) {
        self.path = path
        self.identity = identity
        self.version = version
        self.name = name
        self.sequence = sequence
        self.position = position
        self.change = change
        self.content = content
        self.old = old
        self.down = down
        self.bookkeeping = bookkeeping
        self.notes = notes
        self.requires = requires
    }

    /// The framework's id, as it is written in `.treeguard` and in JSON.
    package var framework: String { identity.framework }
    package func has(_ note: Note) -> Bool { notes.contains(note) }
}

extension Migration {
    /// Something about one migration that a person should know.
    package enum Note: Hashable, Sendable, CustomStringConvertible {
        /// It has no number: it is taken to run after those that have one, by name.
        case orderIsAGuess
        /// Target and source disagree on the file; what is judged is the source's.
        case conflicted
        /// The target has it at another path.
        case moved(from: RepositoryPath)
        /// TreeGuard does not know how this framework remembers what it applied: nothing can be said of it.
        case frameworkNotSupported
        /// Its content could not be read.
        case unreadable
        /// It lies among the framework's files, and the journal does not list it.
        case notInJournal(RepositoryPath)
        /// Its text is as the target has it, and what the framework's own files say of it is not.
        case bookkeepingChanged

        package var description: String {
            switch self {
            case .orderIsAGuess: "it has no number, so its place in the order is a guess"
            case .conflicted: "target and source disagree on it; the source's text is judged"
            case .moved(let from): "moved from \(from)"
            case .frameworkNotSupported: "TreeGuard does not read this framework's ledger yet"
            case .unreadable: "its content could not be read"
            case .notInJournal(let journal): "\(journal) does not list it"
            case .bookkeepingChanged: "its file is unchanged, and its entry in the framework's own files is not"
            }
        }
    }
}
