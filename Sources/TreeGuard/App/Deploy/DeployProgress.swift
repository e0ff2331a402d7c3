import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

/// Tells on standard error what happens while a deployment runs. At a terminal it also tells how far a long statement
/// has come, as a second connection sees it.
final class DeployProgress {
    private let session: Session
    private let watcher: DeployWatcher

    init(_ session: Session, _ connection: ConnectionSettings?) {
        self.session = session
        watcher = DeployWatcher(
            connection, session.terminal, isShown: session.terminal.isTerminal(.error) && !session.isQuiet)
    }

    func begin(_ file: PlannedFile) { session.note("treeguard: \(file.path) ...") }

    func end() { watcher.end() }

    func tell(_ moment: RunMoment, _ writing: DeploySession) {
        switch moment {
        case .begins(_, let instruction):
            watcher.look(at: writing.backendPID, "line \(instruction.range?.line ?? 0): \(instruction.heading)")
        case .ended, .partDone, .partBegins: watcher.look(at: nil, "")
        case .waiting(let attempt, let count, let pause, let why):
            let blockers = watcher.lastBlockers.map { ", held by \($0)" } ?? ""
            watcher.look(at: nil, "")
            session.note(
                "  \(Escaped(why))\(blockers); rolled back, trying again in \(pause.spoken) (\(attempt) of \(count))")
        case .clearing(let statement): session.note("  clearing up after an attempt that failed: \(Escaped(statement))")
        case .foundDone(_, let instruction):
            session.note("  line \(instruction.range?.line ?? 0) was done by the run before")
        }
    }
}

/// Looks at a statement from beside it, once it lasts longer than a second.
private final class DeployWatcher: Sendable {
    private struct State: Sendable {
        var process: Int?
        var heading = ""
        var since = Duration.zero
        var blockers: String?
        var isOver = false
        /// True if there is a line on the terminal to be wiped.
        var isDirty = false
    }
    private let state = Shared(State())
    private let connection: ConnectionSettings?
    private let terminal: Terminal
    private let isShown: Bool

    init(_ connection: ConnectionSettings?, _ terminal: Terminal, isShown: Bool) {
        (self.connection, self.terminal, self.isShown) = (connection, terminal, isShown)
        inBackground { [weak self] in
            var beside: DeploySession?
            while let self, self.step(&beside) { Clock.pause(for: .milliseconds(250)) }
        }
    }

    var lastBlockers: String? { state.withLock { $0.blockers } }

    func look(at process: Int?, _ heading: String) {
        let isDirty = state.withLock { state in
            defer {
                (state.process, state.heading, state.since, state.isDirty) = (
                    process, heading, Clock.monotonic(), false
                )
            }
            if process != nil { state.blockers = nil }
            return state.isDirty
        }
        if isDirty { terminal.write("\r\u{1B}[K", to: .error) }
    }

    func end() {
        look(at: nil, "")
        state.withLock { $0.isOver = true }
    }

    /// One look; false when there is nothing more to look at.
    private func step(_ beside: inout DeploySession?) -> Bool {
        let (process, heading, since, isOver) = state.withLock { ($0.process, $0.heading, $0.since, $0.isOver) }
        guard !isOver else { return false }
        let elapsed = Clock.monotonic() - since
        guard let process, elapsed > .seconds(1) else { return true }
        if beside == nil, let connection { beside = try? DeploySession.open(connection, RetryLimits()) }
        let row = beside.flatMap { beside in
            (try? beside.answers(to: [LongStatement.question(process, version: beside.versionNumber)]))?.first?.rows
                .first
        }
        let seen = row.map { LongStatement($0) }
        state.withLock { state in
            guard state.process == process, state.since == since else { return }
            if let blockers = seen?.blockers { state.blockers = blockers }
            guard isShown else { return }
            let line = LongStatement.line(heading, elapsed, seen, width: terminal.style(of: .error).width)
            terminal.write("\r\u{1B}[K\(Escaped.line(line))", to: .error)
            state.isDirty = true
        }
        return true
    }
}
