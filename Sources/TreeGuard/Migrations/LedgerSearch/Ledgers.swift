import TreeGuardBase
import TreeGuardSchema

/// The ledgers of a change's migrations: the questions in the two rounds of an inquiry, and the meaning of the answers.
/// Frameworks, and the sequences of one framework, are kept apart.
package struct Ledgers: Sendable {
    private struct Book: Sendable {
        var keeper: any LedgerKeeper
        var migrations: LedgerMigrations
    }

    private let books: [Book]
    /// Migrations whose framework keeps no ledger.
    private let unrecorded: [Migration]
    /// Migrations of tools whose ledgers are not read, and why.
    private let unread: [(migrations: [Migration], failure: Failure)]
    private let watch: LedgerConflicts

    package init(
        of discovery: Discovery, _ config: Config, content: @escaping @Sendable (Migration) -> [UInt8]? = { _ in nil }
    ) {
        let all = discovery.landing + discovery.migrations.filter { $0.change == .removed }
        var books: [Book] = []
        var unrecorded: [Migration] = []
        var unread: [(migrations: [Migration], failure: Failure)] = []
        var watched: [LedgerConflicts.Folder] = []
        for group in all.groupedBySequence {
            let named = config.migrationFolder(above: group.path)?.0
            let sequence = LedgerSequence(
                path: group.sequence, migrations: group.list, named: named, files: discovery.companionFiles)
            let framework = Frameworks.named(group.framework)
            if let framework, !framework.isSupported {
                unread.append((group.list, .unread(of: framework, group.sequence)))
            } else if let keeper = framework?.keeper(of: sequence) {
                let migrations = LedgerMigrations(group.list, content: content)
                books.append(Book(keeper: keeper, migrations: migrations))
                if group.framework == PlainSQL().id {
                    watched.append(LedgerConflicts.Folder(path: group.sequence, migrations: migrations, named: named))
                }
            } else {
                unrecorded += group.list
            }
        }
        self.books = books
        self.unrecorded = unrecorded
        self.unread = unread
        watch = LedgerConflicts(watched)
    }

    /// The questions of the first round: one for the expected ledgers, and one for those of other tools; none if no
    /// ledger is relevant.
    package var questions: [Question] {
        books.isEmpty ? [] : [LedgerTable.question(Set(books.map(\.keeper.place.table)))] + watch.questions
    }

    /// The questions of the second round: the rows of each ledger that was found, once each; the unexpected ones last.
    package func second(_ first: [Answer]) -> [Question] {
        ownQuestions(first) + watch.second(Array(first.dropFirst()))
    }

    private func ownQuestions(_ first: [Answer]) -> [Question] {
        var questions: [Question] = []
        for (book, search) in zip(books, searches(first)) {
            guard case .found(let table) = search else { continue }
            let question = book.keeper.question(to: table)
            if !questions.contains(question) { questions.append(question) }
        }
        return questions
    }

    /// Reads the answers.
    ///
    /// - Parameters:
    /// - first: the answers to `questions`
    /// - second: the answers to `second`
    package func accounts(_ first: [Answer], _ second: [Answer]) -> LedgerAccounts {
        let asked = ownQuestions(first)
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
        for (migrations, failure) in unread { accounts.add(failure, for: migrations) }
        for (folder, word) in watch.words(Array(first.dropFirst()), Array(second.dropFirst(asked.count))) {
            switch word {
            // An error in the expected ledger takes precedence.
            case .refused(let failure):
                accounts.add(failure, for: folder.migrations.list.filter { accounts.obstacle(to: $0) == nil })
            case .remark(let text): accounts.add(remark: text)
            }
        }
        return accounts
    }

    private func searches(_ first: [Answer]) -> [LedgerSearch] {
        let tables = first.first.map(LedgerTable.all) ?? []
        return books.map { $0.keeper.search(in: tables) }
    }
}

extension Failure {
    /// The failure for a recognised framework whose ledger is not read.
    fileprivate static func unread(of framework: any Framework, _ folder: RepositoryPath) -> Failure {
        let files = folder.bytes.isEmpty ? "the root" : "\(folder)"
        return Failure(
            .ledgerOfAnotherTool, what: "what production has of \(files) is not known",
            why: "TreeGuard neither reads nor writes that of \(framework.title) yet: the tool would run again "
                + "whatever TreeGuard deploys",
            next: "deploy with that tool; if people run these files by hand: \(Survey.word("plain", of: folder))")
    }
}

extension LedgerKeeper {
    fileprivate func search(in tables: [LedgerTable]) -> LedgerSearch { place.search(in: tables, for: self) }
}

private struct SequenceGroup {
    var framework: String
    var sequence: RepositoryPath
    var list: [Migration]
    var path: RepositoryPath { list.first?.path ?? sequence }
}

extension [Migration] {
    /// The migrations grouped by framework and folder, in the order of their first one.
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
