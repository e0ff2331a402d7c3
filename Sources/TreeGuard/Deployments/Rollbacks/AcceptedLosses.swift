import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// The words given with `--accept-loss`: the tables and files whose losses the user accepts.
package struct AcceptedLosses: Hashable, Sendable {
    private let words: [String]

    package init(_ words: [String]) { self.words = words }

    /// True if one of the words names this loss. A table name without a schema counts only if it matches one table
    /// among the losses.
    package func cover(_ loss: LossToAccept, among all: [LossToAccept]) -> Bool {
        words.contains { names($0, loss, among: all) }
    }

    /// The words that name none of the losses.
    package func strangers(to losses: [LossToAccept]) -> [String] {
        words.filter { word in !losses.contains { names(word, $0, among: losses) } }
    }

    private func names(_ word: String, _ loss: LossToAccept, among all: [LossToAccept]) -> Bool {
        switch loss.subject {
        case .file(let path): return path.bytes.elementsEqual(word.utf8)
        case .table(let table):
            guard let given = ObjectName(text: word), given.name.utf8.elementsEqual(table.name.utf8) else {
                return false
            }
            if let schema = given.schema { return schema.utf8.elementsEqual((table.schema ?? "").utf8) }
            let called = all.count { other in
                if case .table(let name) = other.subject { return name.name.utf8.elementsEqual(table.name.utf8) }
                return false
            }
            return called == 1
        }
    }
}

/// A loss to accept before a rollback runs: the rows of one table, or the uncountable losses of one file.
package struct LossToAccept: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
        case table(ObjectName)
        case file(RepositoryPath)
    }

    package var subject: Subject
    /// The loss for people: "2 rows", "column done: 3 values".
    package var words: [String]
    /// True if rows would be lost, as far as is known. Losing an empty table needs no acceptance.
    package var isNeeded: Bool

    /// The value of `--accept-loss`, before shell quoting.
    package var option: String {
        switch subject {
        case .table(let table): table.description
        case .file(let path): path.text
        }
    }
}

extension RollbackReport {
    /// Every loss by table, in the order in which they would happen.
    package var losses: [LossToAccept] {
        var all: [LossToAccept] = []
        func add(_ subject: LossToAccept.Subject, _ words: String, isNeeded: Bool) {
            if let index = all.firstIndex(where: { $0.subject.isSame(as: subject) }) {
                all[index].words.append(words)
                all[index].isNeeded = all[index].isNeeded || isNeeded
            } else {
                all.append(LossToAccept(subject: subject, words: [words], isNeeded: isNeeded))
            }
        }
        for item in items {
            for loss in item.losses { add(.table(loss.table), loss.words, isNeeded: loss.rows != 0) }
            if let reason = item.notCounted {
                add(.file(item.migration.path), "what it changes is not known: \(Escaped(reason))", isNeeded: true)
            }
        }
        return all
    }

    /// The losses that are not accepted yet.
    package var toAccept: [LossToAccept] {
        let all = losses
        return all.filter { $0.isNeeded && !accepted.cover($0, among: all) }
    }

    /// The tables (pg_class.oid) whose rows may be lost.
    package var tablesToLose: Set<String> {
        let all = losses
        let agreed = all.filter { accepted.cover($0, among: all) }
        return Set(
            items.flatMap(\.losses).filter { loss in agreed.contains { $0.subject.isSame(as: .table(loss.table)) } }
                .compactMap(\.id))
    }

    /// The acceptances that name no loss: typing mistakes, perhaps.
    package var strangers: [String] {
        let all = losses
        return accepted.strangers(to: all).map { word in
            let near = nearest(to: word, among: all.map(\.option)).map { ", did you mean \(Escaped($0))?" } ?? ""
            return "--accept-loss \(ShellQuoted(word)) names nothing that would be lost\(near)"
        }
    }

    /// The refusal if losses are not accepted: what would be lost, and the options that accept it.
    ///
    /// - Parameter command: the command as the user typed it
    package func refusal(_ command: String) -> Failure? {
        let missing = toAccept
        guard !missing.isEmpty else { return nil }
        let lost = missing.map { "\(Escaped($0.option)) (\($0.words.joined(separator: ", ")))" }
        return Failure(
            .rowsWouldBeLost, what: "nothing was rolled back in \(Escaped(environment))",
            why: (["these would be lost: " + lost.joined(separator: "; ")] + strangers).joined(separator: "; "),
            next: "back it up, then name what may go: \(command)"
                + missing.map { " --accept-loss \(ShellQuoted($0.option))" }.joined())
    }
}

extension LossToAccept.Subject {
    /// True if both name the same thing. PostgreSQL compares names by their bytes.
    fileprivate func isSame(as other: LossToAccept.Subject) -> Bool {
        switch (self, other) {
        case (.table(let a), .table(let b)): a.description.utf8.elementsEqual(b.description.utf8)
        case (.file(let a), .file(let b)): a == b
        default: false
        }
    }
}

extension RollbackReport.LossCount {
    /// The count for people: "2 rows".
    package var count: String {
        let unit = column == nil ? "row" : "value"
        return rows.map { counted($0, unit) } ?? "the server could not count the \(unit)s"
    }

    /// The count with its column: "column done: 3 values".
    fileprivate var words: String { (column.map { "column \(Escaped(quotedIdentifier($0))): " } ?? "") + count }
}
