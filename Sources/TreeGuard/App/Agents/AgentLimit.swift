import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardGit
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardSystem

/// The commands that an agent leaves to a person, decided before one begins. The program asks here for itself, and the
/// agent's hook for what the agent is about to run.
struct AgentLimit {
    private let command: CommandDescription
    private let session: Session
    private let agent: String

    init(_ command: CommandDescription, _ session: Session, agent: String) {
        self.command = command
        self.session = session
        self.agent = agent
    }

    /// The refusal for the agent; nil if it may go on.
    func refusal() throws(Failure) -> Failure? {
        guard WriteRequest.mayChange(command, session.arguments) else { return nil }
        let repository = try Repository.open(ChangeRequest(session.arguments), session)
        let requests = try WriteRequest.all(
            of: command, session.arguments, of: repository, session, agent: agent)
        guard let refused = requests.first(where: \.isRefused) else { return nil }
        return refused.refusal(
            knowing: known(of: refused),
            line: command.line(for: session.arguments, environment: refused.environment), in: session.directory)
    }

    /// The pending migrations of the environment, for whoever wanted to deploy them. Only read.
    private func known(of request: WriteRequest) -> String? {
        guard request.command == .deploy, let name = request.environment else { return nil }
        do throws(Failure) {
            let checking = try Checking.begin(ChangeRequest(session.arguments), session)
            let list = try Environments([name], checking.landing, session).keeping { $0.name == name }.list
            guard let asked = checking.asked(list).first else { return "\(Escaped(name)) is not configured" }
            if let failure = asked.failure {
                return "what \(Escaped(name)) lacks could not be asked: \(failure.why)"
            }
            return PendingWords(checking.discovery.migrations.map { ($0.path, asked.state(of: $0)) }, in: name).text
        } catch {
            return "what \(Escaped(name)) lacks could not be found out: \(error.why)"
        }
    }
}

extension WriteRequest {
    /// All that a command line would change, by the team's file in that repository and the addresses known here.
    fileprivate static func all(
        of command: CommandDescription, _ arguments: Arguments, of repository: Repository, _ session: Session,
        agent: String?
    ) throws(Failure) -> [WriteRequest] {
        let config = try TeamConfig.withoutPersonal(repository)
        let requests = all(of: command, arguments, config, agent: agent)
        return try requests.knowingTwins(config, repository, session)
    }
}

extension [WriteRequest] {
    fileprivate func knowingTwins(
        _ config: Config, _ repository: Repository, _ session: Session
    ) throws(Failure) -> [WriteRequest] {
        let hasOptional = contains { if case .optional = $0.place { true } else { false } }
        guard hasOptional else { return self }
        let twins = try Environments.twinsOfRequired(config, repository, session)
        return map { $0.knowing(twins, config) }
    }
}

extension Session {
    /// Throws where an agent runs this and the environment is a person's to change. It stands before every first write,
    /// whatever command or prompt has led there.
    func leaveToAPerson(
        _ command: WritingCommand, _ environment: String, _ repository: Repository
    ) throws(Failure) {
        guard let agent = Interactivity.agent(in: self.environment) else { return }
        let config = try TeamConfig.withoutPersonal(repository)
        try refuse([WriteRequest(command, in: environment, config, agent: agent)], config, repository)
    }

    /// The same for a firewall, before whatever databases it stands.
    func leaveToAPerson(opening firewall: FirewallSettings) throws(Failure) {
        guard let agent = Interactivity.agent(in: environment) else { return }
        let repository = try Repository.open(at: directory, environment: environment, run: run)
        let config = try TeamConfig.withoutPersonal(repository)
        try refuse(WriteRequest.opening(firewall, config, agent: agent), config, repository)
    }

    private func refuse(
        _ requests: [WriteRequest], _ config: Config, _ repository: Repository
    ) throws(Failure) {
        let known = try requests.knowingTwins(config, repository, self)
        guard let refused = known.first(where: \.isRefused) else { return }
        let name = refused.environment.map { " --env \(ShellQuoted($0))" } ?? ""
        throw refused.refusal(knowing: nil, line: "treeguard \(refused.command.words)\(name)", in: directory)
    }
}
