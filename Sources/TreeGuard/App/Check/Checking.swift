import TreeGuardBase
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardVerdicts

/// A check from its beginning to its end, read aloud: what would land, which migrations it brings, what they promise,
/// what production says, and what follows.
struct Checking {
    private(set) var landing: Landing
    let discovery: Discovery
    let texts: MigrationTexts
    let catalogNames: CatalogNames
    let ledgers: Ledgers
    let scratchRunner: ScratchRunner?

    /// Finds what would land, and reads its migrations.
    static func begin(_ request: ChangeRequest, _ session: Session) throws(Failure) -> Checking {
        try begin(Landing.find(request, session: session), session)
    }

    static func begin(_ landing: Landing, _ session: Session) throws(Failure) -> Checking {
        try begin(landing, landing.discovery(), session)
    }

    /// - Parameter discovery: the landing's own
    static func begin(_ landing: Landing, _ discovery: Discovery, _ session: Session) throws(Failure) -> Checking {
        let texts = try MigrationTexts(discovery, landing, session)
        return Checking(
            landing: landing, discovery: discovery, texts: texts, catalogNames: texts.catalogNames,
            ledgers: Ledgers(of: discovery, landing.config) { texts.content(of: $0) },
            scratchRunner: ScratchRunner(session, landing.config))
    }

    /// True if no database need be asked.
    var bringsNothing: Bool { discovery.migrations.isEmpty && !discovery.hasErrors }

    /// The same for a landing that brings the same migrations.
    func with(_ landing: Landing) -> Checking {
        var checking = self
        checking.landing = landing
        return checking
    }

    /// The questions to each environment.
    var inquiry: CheckInquiry { CheckInquiry(about: catalogNames, ledgers) }

    /// Asks every environment, where they have not answered already.
    func asked(_ environments: [Environment], _ answers: [Answered]? = nil) -> [AskedEnvironment] {
        let questions = inquiry
        let answers = answers ?? environments.ask(questions.inquiry, landing.config.limits)
        return zip(environments, answers).map { environment, answer in
            AskedEnvironment(environment, answer, to: questions, self)
        }
    }

    /// The migrations that an environment is still to get, in their order, and who must have them first.
    func promotion(of asked: AskedEnvironment, among all: [AskedEnvironment]) -> Promotion {
        let pending = discovery.migrations.filter { asked.isToGet($0) }
        let byPath = Dictionary(pending.map { ($0.path, $0) }) { first, _ in first }
        return Promotion(of: asked.environment.name, pending.map(\.path), in: landing.config.environments) {
            name, path in
            guard let before = all.first(where: { $0.environment.name == name }), before.failure == nil,
                let migration = byPath[path]
            else { return nil }
            return before.has(migration)
        }
    }

    /// - Parameter deciding: the environment that alone decides, after a deployment to it
    func report(_ asked: [AskedEnvironment], decidedBy deciding: String? = nil) throws(Failure) -> CheckReport {
        let references = try CodeReferences(landing, discovery, texts)
        let unasked = unasked(besides: asked)
        let verdict = verdict(over: asked.filter { deciding == nil || $0.environment.name == deciding })
        let required = asked.filter(\.environment.isRequired)
        let worst = required.max { $0.verdict(of: discovery) < $1.verdict(of: discovery) }
        return CheckReport(
            verdict: deciding == nil && !unasked.isEmpty ? .error : verdict, decidedBy: deciding,
            target: landing.target, source: landing.source,
            environments: asked.map {
                $0.report(
                    verdict: $0.verdict(of: discovery), hindrances: promotion(of: $0, among: asked).hindrances)
            } + unasked.map { EnvironmentReport(name: $0, isRequired: true, access: .notAsked, verdict: .error) },
            migrations: discovery.migrations.map { migration in
                MigrationReport(
                    migration, standings: asked.map { $0.standing(of: migration) },
                    references: references.found(to: migration), remarks: texts.remarks(of: migration))
            },
            problems: try problems()
                + asked.flatMap { environment in
                    environment.accounts.remarks.map {
                        Finding("ledger-remark", message: "\(environment.environment.name): \($0)")
                    }
                },
            consistency: verdict == .partialMigration ? worst.map { $0.consistency(of: discovery) } : nil,
            next: NextSteps(
                verdict, discovery, asked, waiting: asked.map { promotion(of: $0, among: asked) }, unasked: unasked
            ).list)
    }

    /// The environments that the team requires, and that this check did not ask.
    private func unasked(besides asked: [AskedEnvironment]) -> [String] {
        guard !bringsNothing else { return [] }
        let names = Set(asked.map(\.environment.name))
        return landing.config.environments.filter { $0.required && !names.contains($0.name) }.map(\.name)
    }

    /// Findings about the repository, whatever a database says.
    func problems() throws(Failure) -> [Finding] {
        discovery.problems.map { Finding($0) } + (try landing.staleness(discovery))
            + landing.remarks.map { Finding("repository-remark", message: $0) }
    }

    /// The worst of the required environments; ERROR where something stands in the way of judging, or nobody was asked.
    private func verdict(over asked: [AskedEnvironment]) -> Verdict {
        if bringsNothing { return .safe }
        if discovery.hasErrors { return .error }
        return asked.filter(\.environment.isRequired).map { $0.verdict(of: discovery) }.max() ?? .error
    }
}
