import TreeGuardBase

/// The reason why one statement of a deployment failed.
struct ServerRefusal: Error, Hashable {
    var error: PostgresError
    /// The server's SQLSTATE; nil if the error is not the server's.
    var state: String?
    /// The server's message without details, which may quote rows.
    var message: String
    /// True if the connection is lost.
    var isLost: Bool
    /// The error that an observer threw.
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

    /// True for an error that a statement gives if its work was done before.
    var saysDoneAlready: Bool {
        ["42710", "42P07", "42P04", "42P06", "42704", "42P01", "3D000", "42723"].contains(state)
    }
}

extension ServerComplaint {
    fileprivate var endsSession: Bool {
        state.hasPrefix("08") || ["57P01", "57P02", "57P03", "57P05", "25P03"].contains(state)
    }
}
