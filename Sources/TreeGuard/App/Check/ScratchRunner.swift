import TreeGuardBase
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardSystem

/// Lets a server of production's own version compare what text alone cannot, where one may be started here.
struct ScratchRunner: Sendable {
    /// How to get into a scratch database of a major version.
    private let scratch: @Sendable (Int) -> Result<ConnectionSettings, Failure>
    private let tell: @Sendable (String) -> Void

    /// The file under review is run there: never for long.
    private static let limits = TimeLimits(statement: .seconds(5), overall: .seconds(10))

    init(
        scratch: @escaping @Sendable (Int) -> Result<ConnectionSettings, Failure>,
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
            scratch: { version in Result { () throws(Failure) in try servers.settings(ofMajorVersion: version) } },
            tell: { session.detail($0) })
    }

    /// The columns that queries give to the tables that are made from them.
    func columns(
        of texts: MigrationTexts, _ catalog: Catalog, _ answers: [Answer], on server: Server
    ) -> QueriedColumns? {
        let look = ScratchColumns(
            at: texts.running.map { texts.script(of: $0) }, catalog, answers, read: SQL.statements)
        guard look.isWorthwhile else { return nil }
        return (try? told(look.questions, on: server).get()).map { look.columns(by: $0) }
    }

    /// The same evidence, with less of it uncompared, and why not more was compared.
    func settled(
        _ evidence: [Migration.Key: Evidence], _ catalog: Catalog, _ answers: [Answer], _ texts: MigrationTexts,
        on server: Server
    ) -> (evidence: [Migration.Key: Evidence], failure: Failure?) {
        let observations = evidence.values.flatMap(\.observations)
        let look = ScratchComparison(
            at: observations, catalog, answers, sources: texts.scratchSources, read: SQL.statements)
        guard look.isWorthwhile else { return (evidence, nil) }
        switch told(look.questions, on: server) {
        case .failure(let failure): return (evidence, failure)
        case .success(let told):
            let settled = evidence.mapValues { evidence in
                Evidence(observations: look.settled(evidence.observations, by: told), script: evidence.script)
            }
            return (settled, nil)
        }
    }

    /// Fails where there is no such server here, or it did not answer.
    private func told(_ questions: [Question], on server: Server) -> Result<[Answer], Failure> {
        tell("comparing definitions on a scratch server of PostgreSQL \(server.majorVersion)")
        let told = scratch(server.majorVersion).flatMap { tryOut($0, questions, ScratchRunner.limits) }
        if case .failure(let failure) = told { tell("definitions were not compared: \(failure.why)") }
        return told
    }
}
