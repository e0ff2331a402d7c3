import TreeGuardBase

/// The reason why a database could not be asked, before it becomes a `Failure`.
struct PostgresError: Error, Hashable {
    var code: Failure.Code
    /// The cause, in the words of libpq, the server or TreeGuard.
    var why: String
    /// Advice that fits this cause better than the code's own.
    var next: String?
    /// True if our own deadline ended a question that the server may still be running.
    var isUnfinished = false

    init(_ code: Failure.Code, _ why: String, next: String? = nil) {
        self.code = code
        self.why = why
        self.next = next
    }

    /// True if another address of the same host, or the next host of a list, may work.
    var isWorthAnotherAddress: Bool {
        switch code {
        case .connectionRefused, .connectionTimedOut, .connectionLost, .serverStarting, .serverStopping: true
        default: false
        }
    }

    static let outOfMemory = PostgresError(.internalError, "libpq is out of memory")

    static func hostUnknown(_ host: String, _ reason: String) -> PostgresError {
        PostgresError(.hostUnknown, "\(host): \(reason)")
    }

    static func lookUpTimedOut(_ host: String) -> PostgresError {
        PostgresError(
            .connectionTimedOut, "the name \(host) was not resolved in time",
            next: "check the network, the VPN and the name server of this machine, then try again")
    }

    static func connectingTimedOut(wasAccepted: Bool, _ after: Duration) -> PostgresError {
        let time = after.spelledOut
        return wasAccepted
            ? PostgresError(.connectionTimedOut, "the connection was accepted, but nothing was said within \(time)")
            : PostgresError(.connectionTimedOut, "no answer within \(time): a firewall may drop our packets")
    }

    static func answerTimedOut(_ after: Duration) -> PostgresError {
        var error = PostgresError(.statementTimedOut, "no complete answer within \(after.spelledOut)")
        error.isUnfinished = true
        return error
    }

    static func tooOld(_ version: String) -> PostgresError {
        PostgresError(.serverTooOld, "the server is version \(version), and catalogs before 10 are not understood")
    }
}
