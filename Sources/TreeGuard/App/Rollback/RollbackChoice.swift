import TreeGuardCore

/// Which migrations go back, and why these.
struct RollbackChoice {
    /// The last first.
    let migrations: [Migration]
    let words: String

    init(
        _ checking: Checking, _ asked: AskedEnvironment, _ history: RunHistory, to version: String?
    ) throws(Failure) {
        let all = checking.discovery.landing
        if let version {
            self = try RollbackChoice.after(version, all, asked)
            return
        }
        let paths = Set(all.map(\.path.text))
        let isThere = { (migration: Migration) in [.applied, .partial, .missing].contains(asked.state(of: migration)) }
        let recorded = history.entries.reversed().lazy.compactMap { entry in
            all.first { migration in
                history.last(of: migration) { paths.contains($0) } == entry && entry.outcome != .rolledBack
                    && isThere(migration)
            }.map { ($0, entry) }
        }.first
        if let (migration, entry) = recorded {
            migrations = [migration]
            words = "the last that treeguard deployed, \(entry.started)"
        } else if let migration = all.last(where: { asked.accounts.entry(of: $0).isRecorded && isThere($0) }) {
            migrations = [migration]
            words = "the last that the ledger has"
        } else if let migration = all.last(where: { asked.state(of: $0) == .applied }) {
            migrations = [migration]
            words = "the last in order that is there: nobody recorded when it came"
        } else {
            throw Failure(
                .usage, what: "there is nothing to roll back", why: "no migration of this tree is in the database",
                next: "treeguard status")
        }
    }

    private init(_ migrations: [Migration], _ words: String) {
        self.migrations = migrations
        self.words = words
    }

    private static func after(
        _ version: String, _ all: [Migration], _ asked: AskedEnvironment
    ) throws(Failure) -> RollbackChoice {
        let named = all.filter { $0.isCalled(version) }
        guard named.count == 1, let stays = named.first else {
            throw Failure(
                .usage,
                what: named.isEmpty
                    ? "there is no migration \(Escaped(version))" : "several migrations are called \(Escaped(version))",
                why: named.isEmpty
                    ? "no file of the tree has this version, name or path"
                    : named.map(\.path.description).joined(separator: ", "),
                next: named.isEmpty ? "treeguard status --all" : "name it by its path")
        }
        let sequence = all.filter { $0.sequence == stays.sequence }
        let index = sequence.firstIndex { $0.path == stays.path } ?? 0
        let later = sequence[(index + 1)...].filter { asked.state(of: $0) != .pending }
        guard !later.isEmpty else {
            throw Failure(
                .usage, what: "there is nothing to roll back",
                why: "nothing that comes after \(stays.path) is in the database", next: "treeguard status")
        }
        return RollbackChoice(later.reversed(), "everything after \(stays.path.name)")
    }
}

extension Migration {
    fileprivate func isCalled(_ word: String) -> Bool {
        [version, identity.key, path.text, path.name, FileName(path.name).stem].contains(word)
    }
}

extension LedgerEntry {
    fileprivate var isRecorded: Bool { if case .recorded = self { true } else { false } }
}
