import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// One file as it is run against one database: in which parts, and what is written beside it.
package struct FileRun: Hashable, Sendable {
    package var path: RepositoryPath
    package var parts: [Part]
    /// The statements that belong into the transaction of the last part, after its own: the rows of the framework's
    /// ledger, new or gone. Where the last part runs alone, a transaction of its own follows it.
    package var noted: Amendment
    /// The record of how far it came; nil if nothing is recorded (a rehearsal).
    package var record: RunRecord?
    /// The first part to run: those before it are done.
    package var startAt: Int
    /// True if the first part was begun by a run that was cut off, so that it may be done already. It matters for what
    /// runs alone: a transaction is done only where the record says so.
    package var resumes: Bool
    /// The tables (pg_class.oid) that the file may take rows from; nil where nobody asks for that.
    package var mayLose: Set<String>?

    package init(
        _ path: RepositoryPath, _ parts: [Part], noted: Amendment = Amendment(statements: []),
        record: RunRecord? = nil, startAt: Int = 0, resumes: Bool = false
    ) {
        self.path = path
        self.parts = parts
        self.noted = noted
        self.record = record
        self.startAt = startAt
        self.resumes = resumes
    }

    /// True if a run that is cut off may leave something behind.
    package var hasSeveralSteps: Bool { parts.count > 1 || parts.contains { !$0.isTransaction } }
    /// True if any part needs a session of its own, which a pooler in transaction mode does not give.
    package var needsSession: Bool { parts.contains { !$0.isTransaction } }

    /// The settings of the parts that are not run again, if they last beyond a transaction.
    package var earlierSettings: [Instruction] { settings(before: startAt) }

    package func settings(before part: Int) -> [Instruction] {
        parts.prefix(part).flatMap(\.instructions).filter(\.isSessionSetting)
    }

    /// True if the file sets the parameter itself: then its word counts.
    package func sets(_ parameter: String) -> Bool {
        parts.flatMap(\.instructions).flatMap(\.statements).contains { $0.kind == .setting(name: parameter) }
    }
}

extension FileRun {
    /// With other text sent in place of some statements'.
    package func replacing(_ replacement: (String) -> String?) -> FileRun {
        var run = self
        for part in run.parts.indices {
            for index in run.parts[part].instructions.indices {
                let text = run.parts[part].instructions[index].text
                if let other = replacement(text) { run.parts[part].instructions[index].text = other }
            }
        }
        return run
    }
}

extension Instruction {
    /// For people, after the file's name: ":12"; empty where it is not known.
    package var line: String { range.map { ":\($0.line)" } ?? "" }

    /// A setting that outlives its transaction: not SET LOCAL.
    fileprivate var isSessionSetting: Bool {
        isSetting && !text.uppercased().split(whereSeparator: \.isWhitespace).prefix(2).elementsEqual(["SET", "LOCAL"])
    }
}

extension FileRun {
    /// The obstacles that the remaining parts would meet. A part that is done meets itself.
    package func obstacles(among all: [Obstacle]) -> [Obstacle] {
        let first = resumes ? startAt + 1 : startAt
        guard first > 0 else { return all }
        guard let begin = parts.dropFirst(first).first?.instructions.first?.range else { return [] }
        return all.filter { $0.range.offset >= begin.offset }
    }
}
