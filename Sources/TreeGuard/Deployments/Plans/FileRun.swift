import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// One file as it runs against one database: its parts, and the rows that are written with them.
package struct FileRun: Hashable, Sendable {
    package var path: RepositoryPath
    package var parts: [Part]
    /// The rows of the framework's ledger, inserted or deleted in the last part's transaction after its statements. If
    /// the last part runs alone, a transaction of its own follows it.
    package var noted: Amendment
    /// The record of how far the file ran; nil if none is kept (a rehearsal).
    package var record: RunRecord?
    /// The first part to run: earlier ones are done.
    package var startAt: Int
    /// True if an interrupted run began the first part, so that it may be done already. This matters for a part that
    /// runs alone: a transaction is done only if the record says so.
    package var resumes: Bool
    /// The tables (pg_class.oid) that the file may delete rows from; nil if this is not checked.
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

    /// True if an interrupted run may leave something behind.
    package var hasSeveralSteps: Bool { parts.count > 1 || parts.contains { !$0.isTransaction } }
    /// True if a part needs a session of its own, which a pooler in transaction mode does not give.
    package var needsSession: Bool { parts.contains { !$0.isTransaction } }

    /// The session settings of the parts that are not run again.
    package var earlierSettings: [Instruction] { settings(before: startAt) }

    package func settings(before part: Int) -> [Instruction] {
        parts.prefix(part).flatMap(\.instructions).filter(\.isSessionSetting)
    }

    /// True if the file sets the parameter itself: then the file's value counts.
    package func sets(_ parameter: String) -> Bool {
        parts.flatMap(\.instructions).flatMap(\.statements).contains { $0.kind == .setting(name: parameter) }
    }
}

extension FileRun {
    /// The run with the texts of some statements replaced.
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
    /// The line for people, printed after the file's name: ":12"; empty if it is not known.
    package var line: String { range.map { ":\($0.line)" } ?? "" }

    /// True for a setting that outlives its transaction: not SET LOCAL.
    fileprivate var isSessionSetting: Bool {
        isSetting && !text.uppercased().split(whereSeparator: \.isWhitespace).prefix(2).elementsEqual(["SET", "LOCAL"])
    }
}

extension FileRun {
    /// The obstacles that the remaining parts would meet. A finished part would only meet its own objects.
    package func obstacles(among all: [Obstacle]) -> [Obstacle] {
        let first = resumes ? startAt + 1 : startAt
        guard first > 0 else { return all }
        guard let begin = parts.dropFirst(first).first?.instructions.first?.range else { return [] }
        return all.filter { $0.range.offset >= begin.offset }
    }
}
