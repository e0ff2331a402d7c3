import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardMigrations
import TreeGuardSystem

/// The start of a check while git still looks at the worktree: connecting, and asking about what is committed. Most
/// often that is all there is. Where it is not, the guess has cost a connection and nothing else.
struct EarlyCheck {
    let environments: Result<Environments, Failure>
    private var committed: Checking?
    private var answers: BackgroundTask<[Answered]>?

    /// nil where no database will be asked.
    init?(_ landing: Landing, _ session: Session) {
        guard !session.arguments.has(.offline), Discovery.mayHoldMigration(landing.changes, landing.config) else {
            return nil
        }
        let limits = landing.config.limits
        environments = Result { () throws(Failure) in
            try Environments(session.arguments.values(of: .environment), landing, session).connecting(limits)
        }
        // What a framework's own program says takes long, and depends on more than the migrations.
        guard case .success(let list) = environments, let discovery = try? landing.discovery(),
            !discovery.migrations.isEmpty, !discovery.migrations.contains(where: \.isProgram),
            let checking = try? Checking.begin(landing, discovery, session)
        else { return }
        committed = checking
        answers = BackgroundTask { [inquiry = checking.inquiry] in list.list.ask(inquiry.inquiry, limits) }
    }

    /// The check of what lands in the end: of what is committed, where that is all.
    func checking(_ landing: Landing, _ session: Session) throws(Failure) -> Checking {
        if let committed, committed.landing.changes == landing.changes { return committed.with(landing) }
        let discovery = try landing.discovery()
        if let committed, committed.discovery == discovery { return committed.with(landing) }
        return try Checking.begin(landing, discovery, session)
    }

    /// The answers of the environments; nil where something else was asked than what lands.
    func answers(to checking: Checking) -> [Answered]? {
        committed?.discovery == checking.discovery ? answers?.result() : nil
    }
}
