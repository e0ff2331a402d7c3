import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

/// The queries that tell whether what was deployed is as the team wants it: `verify =`, and `001_x.verify.sql` beside
/// `001_x.sql`. They only read.
struct DeployVerification {
    let checking: Checking
    let settings: DeploySettings
    let environment: Environment
    let session: Session

    func run(_ plan: Plan, _ stop: StopInOrder) throws(Failure) {
        let named = settings.verify.map { RepositoryPath($0) }
        let beside = plan.files.flatMap { $0.migration.verifications }
        let files = try checking.landing.contents(besides: named + beside)
        if let path = named.first(where: { files[$0] == nil }) {
            throw failure(
                "could not be asked: \(path)", "deploy.verify names it, and the tree that would land does not have it",
                next: "put it there, or take it out of .treeguard")
        }
        guard !files.isEmpty else { return }
        let reading = try DeploySession.open(environment.connection.get(), settings.retryLimits, stop: stop.sign)
        for (path, bytes) in files.sorted(by: { $0.key.text < $1.key.text }) { try verify(path, bytes, reading) }
    }

    /// A query finds nothing wrong where it has no rows, or where all that it says is true.
    private func verify(_ path: RepositoryPath, _ bytes: [UInt8], _ reading: DeploySession) throws(Failure) {
        for instruction in SQLText.instructions(bytes) {
            let rows: [[String?]]
            do throws(Failure) {
                let limit = settings.retryLimits.statementInTransaction.components.seconds
                rows = try reading.answers(to: [
                    Question("BEGIN READ ONLY"), Question("SET LOCAL statement_timeout = '\(limit)s'"),
                    Question(instruction.text),
                ])[2].rows
                _ = try reading.answers(to: [Question("ROLLBACK")])
            } catch {
                throw failure(
                    "\(path)\(instruction.line) could not be asked", error.why,
                    next: "put the query right, or what it found")
            }
            guard !rows.allSatisfy({ $0.allSatisfy { $0 == "t" } }) else { continue }
            throw failure(
                "\(path)\(instruction.line) finds something wrong",
                "its query must have no row, or say true in every one; it has \(said(rows))",
                next: "look at what it finds")
        }
        session.note("treeguard: \(path) finds nothing wrong")
    }

    private func said(_ rows: [[String?]]) -> String {
        guard rows.count == 1, rows[0].count == 1 else { return "\(rows.count) rows" }
        switch rows[0][0] {
        case "f": return "false"
        case nil: return "null"
        case let other?: return "\(Escaped(String(other.prefix(80))))"
        }
    }

    private func failure(_ what: String, _ why: String, next: String) -> Failure {
        Failure(
            .deploymentFailed, what: "it is deployed, and \(what)", why: why,
            next: "\(next); treeguard rollback --last takes the migrations back, where that is wanted")
    }
}

extension Migration {
    /// `001_x.verify.sql` or `001.verify.sql` beside `001_x.sql`.
    fileprivate var verifications: [RepositoryPath] {
        guard path.name.hasSuffix(".sql") else { return [] }
        let folder = path.bytes.dropLast(path.name.utf8.count)
        let names = Set([String(path.name.dropLast(4)), version].filter { !$0.isEmpty })
        return names.sorted().map { RepositoryPath(bytes: folder + Array("\($0).verify.sql".utf8)) }
    }
}
