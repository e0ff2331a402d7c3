import TreeGuardBase
import TreeGuardSchema

/// Runs questions on a scratch database, one after the other in one transaction that is always rolled back. It ends at
/// the first one that the server refuses.
package func tryOut(
    _ settings: ConnectionSettings, _ questions: [Question], _ limits: TimeLimits
) -> Result<[Answer], Failure> {
    do throws(PostgresError) {
        return .success(try answers(settings, questions, limits))
    } catch {
        return .failure(Failure(error, of: settings))
    }
}

private func answers(
    _ settings: ConnectionSettings, _ questions: [Question], _ limits: TimeLimits
) throws(PostgresError) -> [Answer] {
    let end = Deadline.after(limits.overall)
    let working = Deadline.after(limits.overall - min(limits.overall / 10, .milliseconds(500)))
    let effective = try completed(settings)
    var session = try open(
        settings, effective, Transport(for: effective), by: working.within(limits.connect), resolver)
    do throws(PostgresError) {
        let before = Opening.writing(limits)
        let answers = try session.round(before + questions + [Opening.end], by: working)
        return Array(answers.dropFirst(before.count).dropLast())
    } catch {
        session.giveUp(after: error, by: end)
        throw error
    }
}
