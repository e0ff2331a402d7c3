import TreeGuardCore

/// Asks one database (`AskDatabase`): one connection, two round trips, read-only, within the limits.
package func ask(
    _ settings: ConnectionSettings, _ inquiry: Inquiry, _ limits: TimeLimits
) -> Result<Conversation, Failure> {
    ask(settings, inquiry, limits, lookUp: resolver)
}

func ask(
    _ settings: ConnectionSettings, _ inquiry: Inquiry, _ limits: TimeLimits, lookUp: @escaping LookUpName
) -> Result<Conversation, Failure> {
    do throws(PostgresError) {
        return .success(try converse(settings, inquiry, limits, lookUp))
    } catch {
        // The host and the password may come from a service file or from PG* variables.
        return .failure(Failure(error, of: (try? completed(settings)) ?? settings))
    }
}

private func converse(
    _ settings: ConnectionSettings, _ inquiry: Inquiry, _ limits: TimeLimits, _ lookUp: @escaping LookUpName
) throws(PostgresError) -> Conversation {
    let end = Deadline.after(limits.overall)
    // A part is kept for taking leave, so that even a cancelled question ends within the limit.
    let working = Deadline.after(limits.overall - min(limits.overall / 10, .milliseconds(500)))
    let effective = try completed(settings)
    let transport = Transport(for: effective)
    var session = try open(settings, effective, transport, by: working.within(limits.connect), lookUp)
    guard session.versionNumber >= 100_000 else { throw .tooOld(session.version) }
    do throws(PostgresError) {
        let opening = Opening.questions(limits, schema: settings.schema, versionNumber: session.versionNumber)
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

/// Tries one address after another. Each gets its share of the time, so that one that swallows packets leaves some for
/// the next.
func open(
    _ settings: ConnectionSettings, _ effective: ConnectionSettings, _ transport: Transport, by deadline: Deadline,
    _ lookUp: @escaping LookUpName
) throws(PostgresError) -> Session {
    let doors = try addresses(of: effective.parameters, by: deadline, lookUp)
    var trouble = PostgresError.connectingTimedOut(wasAccepted: false, deadline.length)
    for (index, door) in doors.enumerated() where !deadline.isPassed {
        var attempt = settings
        attempt.parameters.merge(transport.parameters) { $1 }
        attempt.parameters.merge(["application_name": "treeguard", "client_encoding": "UTF8"]) { $1 }
        // Empty means libpq's default, and keeps PG* variables out.
        attempt.parameters["host"] = door.host ?? ""
        attempt.parameters["hostaddr"] = door.numeric ?? ""
        attempt.parameters["port"] = door.port ?? ""
        do throws(PostgresError) {
            return try Session.open(attempt, within: deadline.left / (doors.count - index))
        } catch {
            guard error.isWorthAnotherAddress else { throw error }
            trouble = error
        }
    }
    throw trouble
}
