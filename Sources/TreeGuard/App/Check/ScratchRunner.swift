import TreeGuardBase
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardSystem

/// Lets a server compare what text alone cannot, where one may be started here: of production's own version, or of the
/// newest that is installed.
struct ScratchRunner: Sendable {
    /// How to get into a scratch database of a major version.
    private let scratch: @Sendable (Int) -> Result<ScratchServers.Substitute, Failure>
    private let tell: @Sendable (String) -> Void

    /// The file under review is run there: never for long.
    private static let limits = TimeLimits(statement: .seconds(5), overall: .seconds(10))

    init(
        scratch: @escaping @Sendable (Int) -> Result<ScratchServers.Substitute, Failure>,
        tell: @escaping @Sendable (String) -> Void
    ) {
        self.scratch = scratch
        self.tell = tell
    }

    /// nil where the team does not want it.
    init?(_ session: Session, _ config: Config) {
        guard config.scratch != .never else { return nil }
        let servers = ScratchServers(
            keeping: config.scratch == .auto ? WarmServers.Patience() : nil, environment: session.environment,
            run: session.run)
        self.init(
            scratch: { version in Result { () throws(Failure) in try servers.settings(likeMajorVersion: version) } },
            tell: { session.detail($0) })
    }

    /// The columns that queries give to the tables that are made from them.
    func columns(
        of texts: MigrationTexts, _ catalog: Catalog, _ answers: [Answer], on server: Server
    ) -> QueriedColumns? {
        let look = ScratchColumns(
            at: texts.running.map { texts.script(of: $0) }, catalog, answers, read: SQL.statements)
        guard look.isWorthwhile else { return nil }
        return (try? told(look.questions, on: server).get()).map { look.columns(by: $0.answers) }
    }

    /// The same evidence, with less of it uncompared, and why not more was compared.
    func settled(
        _ evidence: [Migration.Key: Evidence], _ catalog: Catalog, _ answers: [Answer], _ texts: MigrationTexts,
        on server: Server
    ) -> (evidence: [Migration.Key: Evidence], failure: Failure?) {
        let sightings = evidence.values.flatMap(\.observations).flatMap(\.sightings)
        let look = ScratchComparison(
            at: sightings, catalog, answers, sources: texts.scratchSources, read: SQL.statements)
        guard look.isWorthwhile else { return (evidence, nil) }
        switch told(look.questions, on: server) {
        case .failure(let failure): return (evidence, failure)
        case .success(let told):
            let settled = evidence.mapValues { evidence in
                Evidence(observations: look.settled(evidence.observations, by: told.answers), script: evidence.script)
            }
            return (settled, told.missing)
        }
    }

    /// Fails where there is no server here, or it did not answer.
    private func told(
        _ questions: [Question], on server: Server
    ) -> Result<(answers: [Answer], missing: Failure?), Failure> {
        let told = scratch(server.majorVersion).flatMap { substitute in
            tell("comparing definitions on a scratch server of PostgreSQL \(substitute.version)")
            return tryOut(substitute.settings, questions, ScratchRunner.limits).map {
                (answers: $0, missing: substitute.missing)
            }
        }
        if case .failure(let failure) = told { tell("definitions were not compared: \(failure.why)") }
        return told
    }
}
