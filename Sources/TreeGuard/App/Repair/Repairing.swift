import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardDeployments
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardVerdicts

/// A repair from its beginning to its end: the whole tree is checked, what is untracked is recorded, and checked again.
struct Repairing {
    private let session: Session
    private let checking: Checking
    private let list: Environments

    init(_ session: Session) throws(Failure) {
        self.session = session
        var request = try ChangeRequest(session.arguments)
        request.isWhole = true
        checking = try Checking.begin(request, session)
        list = try Environments(session.arguments.values(of: .environment), checking.landing, session)
    }

    /// The environments that must have every migration, or that the person names.
    func environments() throws(Failure) -> [AskedEnvironment] {
        let named = session.arguments.values(of: .environment)
        // One that comes before a named one is asked for its word elsewhere, and not meant here.
        let meant = list.keeping { named.isEmpty ? $0.isRequired : named.contains($0.name) }
        session.tellOfAsking(meant.list)
        let asked = checking.asked(meant.list)
        for environment in asked { if let failure = environment.failure { throw failure } }
        return asked
    }

    func plan(for asked: AskedEnvironment) -> RepairPlan {
        let wanted = session.arguments.positionals.map { Glob($0) }
        let meant = checking.discovery.migrations.filter { migration in
            wanted.isEmpty || wanted.contains { $0.covers(migration.path) }
        }
        let untracked = meant.filter { asked.state(of: $0) == .untracked }
        return RepairPlan(
            untracked: untracked.map { ($0, asked.accounts.recording(of: $0, checking.texts.content(of: $0))) },
            unread: meant.compactMap { migration in
                asked.accounts.obstacle(to: migration).map { (migration, $0.why) }
            }, mayCreateLedger: session.arguments.has(RepairOptions.createLedger))
    }

    func write(_ plan: RepairPlan, _ asked: AskedEnvironment) throws(Failure) {
        let environment = asked.environment
        try session.leaveToAPerson(.repair, environment.name, checking.landing.repository)
        try apply(environment.connection.get(), plan.amendment, environment.limits(checking.landing.config.limits))
            .get()
    }

    /// Asks again where each recorded migration stands.
    func statesAfterwards(_ plan: RepairPlan, _ asked: AskedEnvironment) throws(Failure) -> [MigrationState] {
        let again = checking.asked(list.keeping { $0.name == asked.environment.name }.list)
        if let failure = again.first?.failure { throw failure }
        return plan.items.map { again.first?.state(of: $0.migration) ?? .unknown }
    }

    func page(_ plan: RepairPlan, _ states: [MigrationState]) -> String {
        zip(plan.items, states).map { "  \($0.migration.path)  \($1.rawValue)\n" }.joined()
    }

    func page(_ plan: RepairPlan, _ asked: AskedEnvironment) -> String {
        let name = asked.environment.name
        var lines: [String] = []
        for item in plan.items {
            lines.append("  \(item.migration.path)  untracked: everything is there, and the ledger does not know of it")
            if !item.recording.creation.isEmpty { lines.append("      makes   \(item.recording.table.description)") }
            lines.append("      writes  \(item.recording.description)")
        }
        for refusal in plan.refusals {
            lines.append("  \(refusal.migration.path)  \(refusal.state.rawValue), and left alone: \(refusal.why)")
        }
        let count = plan.items.count
        let summary =
            count == 0
            ? "nothing to record in \(name)" : "\(count) \(count == 1 ? "row" : "rows") to write in \(name)"
        return ((lines.isEmpty ? [] : lines + [""]) + [summary, ""]).joined(separator: "\n")
    }
}

extension Glob {
    /// A pattern without a slash means the file or folder name, wherever it lies.
    fileprivate func covers(_ path: RepositoryPath) -> Bool {
        description.utf8.contains(UInt8(ascii: "/")) ? matches(path) : matches(path.name) || matches(path.folder.name)
    }
}
