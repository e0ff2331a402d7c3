import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// Writes to one database (`ApplyToDatabase`): one connection, one transaction, two round trips.
package func apply(
    _ settings: ConnectionSettings, _ amendment: Amendment, _ limits: TimeLimits
) -> Result<Void, Failure> {
    var isCommitting = false
    do throws(PostgresError) {
        try write(settings, amendment, limits, &isCommitting)
        return .success(())
    } catch {
        let failure = Failure(error, of: settings)
        let isUncertain = isCommitting && (error.code == .connectionLost || error.isUnfinished)
        let host = Escaped(settings.host)
        return .failure(
            Failure(
                failure.code,
                what: isUncertain
                    ? "whether the database on \(host) was written to is not known"
                    : "the database on \(host) was not written to",
                why: failure.why, next: isUncertain ? "treeguard check" : failure.next))
    }
}

/// - Parameter isCommitting: set once COMMIT was sent; after that, a missing answer proves nothing
private func write(
    _ settings: ConnectionSettings, _ amendment: Amendment, _ limits: TimeLimits, _ isCommitting: inout Bool
) throws(PostgresError) {
    let end = Deadline.after(limits.overall)
    let working = Deadline.after(limits.overall - min(limits.overall / 10, .milliseconds(500)))
    let effective = try completed(settings)
    var session = try open(
        settings, effective, Transport(for: effective), by: working.within(limits.connect), resolver)
    guard session.versionNumber >= 100_000 else { throw .tooOld(session.version) }
    do throws(PostgresError) {
        let before = Opening.writing(limits) + amendment.preparations
        let answers = try session.round(before + amendment.premises.map(\.question), by: working)
        guard zip(answers.dropFirst(before.count), amendment.premises).allSatisfy({ $0.rows == $1.rows }) else {
            throw PostgresError(
                .changedMeanwhile, "what was read before is no longer as it was", next: "look again: treeguard check")
        }
        isCommitting = true
        _ = try session.round(amendment.statements + [Question("COMMIT")], by: working)
    } catch {
        session.giveUp(after: error, by: end)
        throw error
    }
}
