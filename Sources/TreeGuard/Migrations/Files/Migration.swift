import TreeGuardBase

/// One migration in a tree: a file (or folder) that its framework runs once, in its order.
package struct Migration: Hashable, Sendable {
    /// The change to a migration.
    package enum Change: String, Hashable, Sendable, CaseIterable {
        /// The migration is in the tree that would land, but not in the target's present tree.
        case new
        /// Both trees have it, with different content.
        case edited
        /// The target's present tree alone has it.
        case removed
    }

    /// The identity of a migration, which never includes its path.
    package struct Identity: Hashable, Sendable {
        package var framework: String
        /// The key in the framework's own terms: number and name, revision, folder name.
        package var key: String

        package init(framework: String, key: String) {
            self.framework = framework
            self.key = key
        }
    }

    /// The path in the tree that would land; for a removed migration, in the target's.
    package var path: RepositoryPath
    package var identity: Identity
    /// The version as written: "001", "20240102030405"; empty for a file without a number.
    package var version: String
    /// The rest of the file name: "create_jobs".
    package var name: String
    /// The folder in which its number is unique.
    package var sequence: RepositoryPath
    package var position: Position
    /// The change; nil for an unchanged migration.
    package var change: Change?
    /// The content that would land; nil for a removed migration.
    package var content: FileContent?
    /// The target's content; nil for a new migration.
    package var old: ObjectID?
    /// The file that undoes it, in the same tree.
    package var down: RepositoryPath?
    /// The entry in the framework's own files; nil if there is none.
    package var bookkeeping: JournalEntry?
    package var notes: [Note]
    /// The keys of the migrations that it depends on, if the framework keeps a graph.
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

    /// The framework's id in `.treeguard` and in JSON.
    package var framework: String { identity.framework }
    package func has(_ note: Note) -> Bool { notes.contains(note) }
}

extension Migration {
    /// A remark about one migration.
    package enum Note: Hashable, Sendable, CustomStringConvertible {
        /// The migration has no number: we assume that it runs after the numbered ones, by name.
        case orderIsAGuess
        /// The file has a conflict; the source's version is checked.
        case conflicted
        /// The target has it at another path.
        case moved(from: RepositoryPath)
        /// TreeGuard does not know this framework's ledger: the migration cannot be checked.
        case frameworkNotSupported
        /// Its content could not be read.
        case unreadable
        /// The file lies among the framework's files, but the journal does not list it.
        case notInJournal(RepositoryPath)
        /// Its text is unchanged, but its entry in the framework's own files differs.
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
