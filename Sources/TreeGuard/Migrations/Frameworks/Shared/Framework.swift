import TreeGuardBase

/// A migration tool: which folders are its own, and which of their files are migrations, in what order.
///
/// Reading takes two steps, because names alone do not always tell: first the files whose contents must be seen are
/// named (a journal, the revision in a script), then the folder is read with those contents at hand. Both trees are
/// read in the same way, and `Discovery` compares the two readings.
package protocol Framework: Sendable {
    /// The tool's own spelling in lower case: "plain", "drizzle", "golang-migrate".
    var id: String { get }
    /// For people: "plain SQL", "Drizzle".
    var title: String { get }
    /// True if TreeGuard knows how the framework remembers what it applied. Where it does not, nothing is SAFE.
    var isSupported: Bool { get }

    /// Pieces of text one of which is in every path that `home(of:)` places: what lets most paths pass at once. Letter
    /// case plays no part.
    var pathHints: [String] { get }

    /// Tells a path that `home(of:)` places although it holds none of those pieces; nil where there is no such path. It is
    /// asked for every path of a repository.
    var nameTest: (@Sendable (RepositoryPath) -> Bool)? { get }

    /// The folder to look at when this path changes, by names alone, where it is not a folder that everybody knows
    /// (`KnownFolder`). It may promise too much, never too little.
    func home(of path: RepositoryPath) -> RepositoryPath?

    /// True if what says where its migrations lie may be anywhere. Then it is shown the whole tree, before the folders
    /// are shared out among the others, as soon as a change `mayConcern`.
    var readsWholeTree: Bool { get }
    /// True if a change at a path that has a home is reason enough to look at the whole tree.
    func mayConcern(_ path: RepositoryPath) -> Bool

    /// Files whose contents must be known before the folder can be read.
    func wanted(in folder: Folder) -> [WantedFile]
    /// Files that the first ones lead to.
    func wanted(in folder: Folder, knowing contents: FileContents) -> [WantedFile]

    /// Files outside of the folder that say where its ledger is, as they would land: a configuration above it.
    func companionFiles(_ folder: Folder) -> [RepositoryPath]

    /// The command by which teams run what is pending; nil where that is left to them.
    var deployment: String? { get }

    /// Its own program, where its migrations are code that only that can run; nil where they are SQL.
    var program: (any FrameworkProgram)? { get }

    /// How it remembers the migrations of a sequence; nil where it keeps no ledger.
    func keeper(of sequence: LedgerSequence) -> (any LedgerKeeper)?

    /// The problems of its migrations as a whole, once both trees were compared.
    func problems(in discovery: Discovery) -> [Problem]

    /// The part of a file's text that the framework would run.
    func text(of source: String, at path: RepositoryPath) -> MigrationText
    /// True if the project's own files (`companionFiles`) say that it runs these migrations, which plain SQL took for
    /// its own.
    func owns(_ migrations: [Migration], _ files: [RepositoryPath: [UInt8]]) -> Bool

    /// The files that the framework takes for its own in the folder. Files that it does not mention are left to the
    /// next.
    func reading(of folder: Folder, _ contents: FileContents) -> Reading
}

extension Framework {
    package var isSupported: Bool { true }
    package var pathHints: [String] { [] }
    package var nameTest: (@Sendable (RepositoryPath) -> Bool)? { nil }
    package func home(of path: RepositoryPath) -> RepositoryPath? { nil }
    package var readsWholeTree: Bool { false }
    package func mayConcern(_ path: RepositoryPath) -> Bool { false }
    package func wanted(in folder: Folder) -> [WantedFile] { [] }
    package func wanted(in folder: Folder, knowing contents: FileContents) -> [WantedFile] { [] }
    package func companionFiles(_ folder: Folder) -> [RepositoryPath] { [] }
    package func problems(in discovery: Discovery) -> [Problem] { [] }
    package func text(of source: String, at path: RepositoryPath) -> MigrationText { MigrationText(source) }
    package func owns(_ migrations: [Migration], _ files: [RepositoryPath: [UInt8]]) -> Bool { false }
    package var deployment: String? { nil }
    package var program: (any FrameworkProgram)? { nil }
    /// True if its files are SQL that anybody may run.
    package var runsAsSQL: Bool { isSupported && program == nil }
    package func keeper(of sequence: LedgerSequence) -> (any LedgerKeeper)? { nil }
}
