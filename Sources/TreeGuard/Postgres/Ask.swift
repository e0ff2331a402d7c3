import Synchronization
import TreeGuardBase
import TreeGuardSchema

/// Asks one database (`AskDatabase`): one connection, two round trips, read-only, within the limits.
package func ask(
    _ settings: ConnectionSettings, _ inquiry: Inquiry, _ limits: TimeLimits
) -> Result<Conversation, Failure> {
    ask(settings, inquiry, limits, lookUp: resolver)
}

func ask(
    _ settings: ConnectionSettings, _ inquiry: Inquiry, _ limits: TimeLimits, lookUp: @escaping LookUpName
) -> Result<Conversation, Failure> {
    connect(settings, limits, lookUp: lookUp).flatMap { $0.ask(inquiry, limits) }
}

extension Connection {
    /// Asks the questions in the remaining time, and disconnects. It can be called once.
    package func ask(_ inquiry: Inquiry, _ limits: TimeLimits) -> Result<Conversation, Failure> {
        do throws(PostgresError) {
            var session = try taken()
            return .success(try converse(inquiry, limits, over: &session))
        } catch {
            return .failure(Failure(error, of: effective))
        }
    }

    private func converse(
        _ inquiry: Inquiry, _ limits: TimeLimits, over session: inout Session
    ) throws(PostgresError) -> Conversation {
        let end = Deadline.after(limits.overall - timeTaken)
        let working = Deadline.after(limits.working - timeTaken, of: limits.working)
        do throws(PostgresError) {
            let opening = Opening.questions(limits, schema: schema, versionNumber: session.versionNumber)
            let answers = try session.round(opening + inquiry.first, by: working)
            let first = Array(answers.dropFirst(opening.count))
            let second = try session.round(inquiry.second(first) + [Opening.end], by: working).dropLast()
            let server = Opening.server(
                answers[opening.count - 1], session, host: effective.host, remarks: transport.remarks)
            return Conversation(server: server, first: first, second: Array(second), roundTrips: session.roundTrips)
        } catch {
            session.giveUp(after: error, by: end)
            throw error
        }
    }
}

extension TimeLimits {
    /// The time for the questions. The rest is kept for disconnecting, so that even a cancelled question ends within
    /// the limit.
    var working: Duration { overall - min(overall / 10, .milliseconds(500)) }
}
