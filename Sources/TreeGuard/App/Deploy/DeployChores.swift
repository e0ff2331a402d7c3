import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

/// The team's own steps around a deployment: `before`, `backup`, `verify`, `health`, `after`.
struct DeployChores {
    let checking: Checking
    let settings: DeploySettings
    let commands: TeamCommands
    private let session: Session
    private let environment: Environment
    private let stop: StopInOrder

    init(
        _ session: Session, _ checking: Checking, _ environment: Environment, _ settings: DeploySettings,
        _ stop: StopInOrder
    ) throws(Failure) {
        self.session = session
        self.checking = checking
        self.environment = environment
        self.settings = settings
        self.stop = stop
        commands = try TeamCommands(
            session, environment, in: checking.landing.repository.layout.workTree ?? session.directory)
    }

    /// Everything before the first statement. What fails here leaves the database as it was.
    ///
    /// - Returns: the file of the backup, where one was made
    func before(_ plan: Plan, _ writing: DeploySession) throws(Failure) -> String? {
        for command in settings.before { try mustSucceed(command, "before") }
        let backup = try backUp(plan, writing)
        guard !stop.isUp else { throw stopped("nothing was deployed") }
        return backup
    }

    private func backUp(_ plan: Plan, _ writing: DeploySession) throws(Failure) -> String? {
        guard let backup = settings.backup else { return nil }
        let dump = DatabaseDump(
            session, environment, commands,
            in: DecisionRecords(commonDirectory: checking.landing.repository.layout.commonDirectory).backupFolder)
        do throws(Failure) {
            switch backup {
            case .command(let command):
                try mustSucceed(command, "backup")
                return nil
            case .schema: return try dump.make(["--schema-only"])
            case .tables:
                let touched = TouchedTables(plan)
                if touched.isOpen { return try everything(dump) }
                guard !touched.isEmpty else { return nil }
                let rows = try writing.answers(to: [touched.question])[0].rows
                if TouchedTables.mayReachFurther(rows) { return try everything(dump) }
                let tables = TouchedTables.names(rows)
                guard !tables.isEmpty else {
                    session.note("treeguard: no table that is touched is there yet: no backup")
                    return nil
                }
                return try dump.make(["--strict-names"] + tables.map { "--table=\($0)" })
            }
        } catch {
            throw stop.isUp ? stopped("nothing was deployed") : error
        }
    }

    private func everything(_ dump: DatabaseDump) throws(Failure) -> String {
        session.note("treeguard: it is not known which tables change: the backup holds all of them")
        return try dump.make([])
    }

    private func mustSucceed(_ command: String, _ name: String) throws(Failure) {
        guard !stop.isUp else { throw stopped("nothing was deployed") }
        guard let why = commands.run(command, as: name) else { return }
        guard !stop.isUp else { throw stopped("nothing was deployed") }
        throw Failure(
            .deploymentFailed, what: "nothing was deployed, for deploy.\(name) failed: \(Escaped(command))", why: why,
            next: "put it right, or take it out of .treeguard; then: treeguard deploy --env "
                + "\(ShellQuoted(environment.name))")
    }

    /// Everything after the last: whether what was deployed does what it should.
    func verify(_ plan: Plan) throws(Failure) {
        do throws(Failure) {
            try DeployVerification(checking: checking, settings: settings, environment: environment, session: session)
                .run(plan, stop)
            if let health = settings.health {
                try HealthCheck(health, settings.retryLimits, commands, session).run(stop)
            }
        } catch {
            throw stop.isUp ? stopped("it is deployed, and whether all is well was not seen to its end") : error
        }
    }

    private func stopped(_ what: String) -> Failure {
        Failure(
            .interrupted, what: what, why: "it was stopped",
            next: "treeguard deploy --env \(ShellQuoted(environment.name))")
    }

    /// Whatever came of it; the command may look at TREEGUARD_OUTCOME. All of them run, also where one fails.
    static func after(_ settings: DeploySettings, _ commands: TeamCommands, _ outcome: String) -> Failure? {
        var first: Failure?
        for command in settings.after {
            guard let why = commands.run(command, as: "after", outcome: outcome) else { continue }
            first =
                first
                ?? Failure(
                    .deploymentFailed, what: "the deployment is over, and deploy.after failed: \(Escaped(command))",
                    why: why, next: "run it yourself: what it was to undo is still so")
        }
        return first
    }
}
