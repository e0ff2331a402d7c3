import TreeGuardSchema

/// Something that a deployment would have to wait for if it began now.
package struct Blocker: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case lock, session, prepared, wraparound, standby, hidden
    }

    package var kind: Kind
    package var message: String
    package var help: String

    package init(kind: Kind, message: String, help: String) {
        self.kind = kind
        self.message = message
        self.help = help
    }
}

extension Activity {
    /// The blockers of the locks that a deployment takes.
    ///
    /// - Parameters:
    /// - waitsForAll: whether a statement waits for every old transaction, as CONCURRENTLY does
    /// - called: returns the name of a relation for people
    package func blockers(
        of modes: [ObjectName: LockMode], waitsForAll: Bool, called: (ObjectName) -> ObjectName = { $0 }
    ) -> [Blocker] {
        var found: [Blocker] = []
        var told: Set<Int> = []
        for holder in holders.sorted(by: { ($0.relation, $1.mode) < ($1.relation, $0.mode) }) {
            guard let wanted = modes[holder.relation], wanted.conflicts(with: holder.mode) else { continue }
            if let process = holder.session.process, !told.insert(process).inserted { continue }
            found.append(blocker(holder, wanted, called(holder.relation)))
        }
        for session in sessions where session.process.map({ !told.contains($0) }) ?? true {
            guard waitsForAll || session.state.hasPrefix("idle in transaction") else { continue }
            let words = waitsForAll ? ": CONCURRENTLY waits until it is over" : ": whatever it has locked stays locked"
            found.append(
                Blocker(kind: .session, message: session.words + words, help: session.remedy))
        }
        for transaction in prepared {
            found.append(
                Blocker(
                    kind: .prepared,
                    message:
                        "a transaction of \(transaction.owner) was prepared \(spoken(transaction.seconds)) ago and "
                        + "awaits its end (\(transaction.name)): it keeps its locks",
                    help: "COMMIT PREPARED or ROLLBACK PREPARED, as its owner says"))
        }
        if hidden > 0 {
            let sessions = hidden == 1 ? "1 session is" : "\(hidden) sessions are"
            found.append(
                Blocker(
                    kind: .hidden, message: "\(sessions) hidden from this role: what they do is not known",
                    help: "GRANT pg_read_all_stats TO the role"))
        }
        return found
    }

    private func blocker(_ holder: Holder, _ wanted: LockMode, _ relation: ObjectName) -> Blocker {
        if holder.preventsWraparound {
            return Blocker(
                kind: .wraparound,
                message: "\(relation): an autovacuum that prevents wraparound runs, and gives way to nobody",
                help: "wait until it is over: SELECT * FROM pg_stat_progress_vacuum")
        }
        let action = holder.isGranted ? "has" : "waits for"
        return Blocker(
            kind: .lock,
            message:
                "\(relation): \(holder.session.words) \(action) \(holder.mode.words), and \(wanted.words) waits "
                + "behind it",
            help: holder.session.remedy)
    }
}

extension Activity.Session {
    /// The session for people: "shop-web (user app, process 123), idle in transaction for 12 min".
    var words: String {
        let name = application.isEmpty ? "a session" : application
        guard let process else { return "a prepared transaction" }
        let age = seconds.map { ", in a transaction for \(spoken($0))" } ?? ""
        let idle = state.hasPrefix("idle in transaction") ? ", idle" : ""
        return "\(name) (user \(user.isEmpty ? "not known" : user), process \(process))\(idle)\(age)"
    }

    var remedy: String {
        process.map { "wait, or end it: SELECT pg_terminate_backend(\($0))" } ?? "SELECT * FROM pg_prepared_xacts"
    }
}

private func spoken(_ seconds: Int) -> String {
    if seconds < 120 { return "\(seconds) s" }
    return seconds < 7200 ? "\(seconds / 60) min" : "\(seconds / 3600) h"
}
