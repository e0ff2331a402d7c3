/// The ledgers behind the migrations of a change: what to ask, in the two rounds of an inquiry, and what the answers
/// say. Frameworks, and the sequences of one framework, are kept apart.
package struct Ledgers: Sendable {
    private struct Book: Sendable {
        var keeper: any LedgerKeeper
        var migrations: LedgerMigrations
    }

    private let books: [Book]
    /// Migrations of which no framework keeps a ledger.
    private let unrecorded: [Migration]

    package init(
        of discovery: Discovery, _ config: Config, content: @escaping @Sendable (Migration) -> [UInt8]? = { _ in nil }
    ) {
        let all = discovery.landing + discovery.migrations.filter { $0.change == .removed }
        var books: [Book] = []
        var unrecorded: [Migration] = []
        for group in all.groupedBySequence {
            let named = config.migrationFolder(above: group.path)?.0
            let sequence = LedgerSequence(
                path: group.sequence, migrations: group.list, named: named, files: discovery.besides)
            if let keeper = Frameworks.named(group.framework)?.keeper(of: sequence) {
                books.append(Book(keeper: keeper, migrations: LedgerMigrations(group.list, content: content)))
            } else {
                unrecorded += group.list
            }
        }
        self.books = books
        self.unrecorded = unrecorded
    }

    /// For the first round: one question, or none where no ledger plays a part.
    package var questions: [Question] {
        books.isEmpty ? [] : [LedgerTable.question(Set(books.map(\.keeper.place.table)))]
    }

    /// For the second round: the rows of each ledger that was found, each once.
    package func second(_ first: [Answer]) -> [Question] {
        var questions: [Question] = []
        for (book, search) in zip(books, searches(first)) {
            guard case .found(let table) = search else { continue }
            let question = book.keeper.question(to: table)
            if !questions.contains(question) { questions.append(question) }
        }
        return questions
    }

    /// - Parameters:
    ///   - first: the answers to `questions`
    ///   - second: the answers to `second`
    package func accounts(_ first: [Answer], _ second: [Answer]) -> LedgerAccounts {
        let asked = self.second(first)
        var accounts = LedgerAccounts(unrecorded: unrecorded)
        for (book, search) in zip(books, searches(first)) {
            switch search {
            case .failed(let failure): accounts.add(failure, for: book.migrations.list)
            case .absent: accounts.add(book.keeper.readingWithoutTable(book.migrations), book.keeper, nil)
            case .found(let table):
                let index = asked.firstIndex(of: book.keeper.question(to: table))
                guard let index, second.indices.contains(index) else {
                    let failure = Failure(
                        .queryFailed, what: "the ledger \(table.description) gave no answer",
                        why: "its rows did not arrive", next: "treeguard check --verbose")
                    accounts.add(failure, for: book.migrations.list)
                    continue
                }
                let rows = second[index].rows
                let reading = book.keeper.reading(of: rows, in: table, book.migrations)
                accounts.add(reading, book.keeper, table, rows)
            }
        }
        accounts.findStrangers()
        return accounts
    }

    private func searches(_ first: [Answer]) -> [LedgerSearch] {
        let tables = first.first.map(LedgerTable.all) ?? []
        return books.map { $0.keeper.search(in: tables) }
    }
}

extension LedgerKeeper {
    fileprivate func search(in tables: [LedgerTable]) -> LedgerSearch { place.search(in: tables, for: self) }
}

/// The migrations of one sequence, as a framework is shown them when it makes its keeper.
package struct LedgerSequence: Sendable {
    package var path: RepositoryPath
    /// Those of the tree that would land, in their order, then those that the change removes.
    package var migrations: [Migration]
    /// What `.treeguard` says of the folder.
    package var named: MigrationFolder?
    /// Files beside the folder that frameworks asked for (`Framework.besides`), as they would land.
    package var files: [RepositoryPath: [UInt8]]

    package init(
        path: RepositoryPath, migrations: [Migration], named: MigrationFolder? = nil,
        files: [RepositoryPath: [UInt8]] = [:]
    ) {
        self.path = path
        self.migrations = migrations
        self.named = named
        self.files = files
    }
}

private struct SequenceGroup {
    var framework: String
    var sequence: RepositoryPath
    var list: [Migration]
    var path: RepositoryPath { list.first?.path ?? sequence }
}

extension [Migration] {
    /// By framework and folder, in the order of their first.
    fileprivate var groupedBySequence: [SequenceGroup] {
        var groups: [SequenceGroup] = []
        for migration in self {
            if let index = groups.firstIndex(where: {
                $0.framework == migration.framework && $0.sequence == migration.sequence
            }) {
                groups[index].list.append(migration)
            } else {
                groups.append(
                    SequenceGroup(framework: migration.framework, sequence: migration.sequence, list: [migration]))
            }
        }
        return groups
    }
}
