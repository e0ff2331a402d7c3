import TreeGuardBase

/// Why one statement of a deployment did not come to its end.
struct ServerRefusal: Error, Hashable {
    var error: PostgresError
    /// SQLSTATE, where it is the server who complains.
    var state: String?
    /// The server's words without details: those may quote rows.
    var message: String
    /// Nobody answers any more.
    var isLost: Bool
    /// The failure that the observer threw.
    var told: Failure?

    init(_ failure: Failure) {
        self.init(PostgresError(failure.code, failure.why))
        told = failure
    }

    init(_ error: PostgresError, isLost: Bool = false) {
        (self.error, self.isLost) = (error, isLost)
        message = error.why
    }

    init(_ complaint: ServerComplaint, _ message: String, isLost: Bool) {
        error = complaint.error
        state = complaint.state
        self.message = message
        self.isLost = isLost || complaint.endsSession
    }

    static let stopped = ServerRefusal(PostgresError(.interrupted, "it was stopped"))

    /// True if the error says that the work was done before.
    var saysDoneAlready: Bool {
        ["42710", "42P07", "42P04", "42P06", "42704", "42P01", "3D000", "42723"].contains(state)
    }
}

extension ServerComplaint {
    fileprivate var endsSession: Bool {
        state.hasPrefix("08") || ["57P01", "57P02", "57P03", "57P05", "25P03"].contains(state)
    }
}
