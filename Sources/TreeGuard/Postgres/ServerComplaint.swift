import CPostgres
import TreeGuardBase

/// An ErrorResponse of the server, or of a pooler in its place.
struct ServerComplaint: Hashable {
    var state: String
    var message: String

    init(state: String, message: String) {
        self.state = state
        self.message = message
    }

    /// Reads the error of a result (PQresultErrorField); nil for an error of libpq itself.
    init?(result: OpaquePointer) {
        // On one line: a user-written error message must not look like lines of ours.
        func field(_ code: Unicode.Scalar) -> String? {
            PQresultErrorField(result, Int32(code.value)).map { text in
                String(cString: text).split { $0.isNewline }.joined(separator: "; ")
            }
        }
        guard let state = field("C") else { return nil }
        self.state = state
        message = [field("M"), field("D"), field("H")].compactMap { $0 }.joined(separator: "; ")
    }

    /// Reads the server's error in libpq's message about a failed connection, which has no fields. In verbose messages
    /// the SQLSTATE follows two blanks and precedes a colon, in any language: "FATAL:  28P01: ...".
    init?(connecting text: String) {
        for line in text.split(separator: "\n") {
            guard let gap = line.firstRange(of: ":  ") else { continue }
            let rest = line[gap.upperBound...]
            let state = rest.prefix(5)
            let isState = state.count == 5 && state.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) }
            guard isState, rest.dropFirst(5).hasPrefix(": ") else { continue }
            self.init(state: String(state), message: String(rest.dropFirst(7)))
            return
        }
        return nil
    }

    var error: PostgresError {
        switch state {
        case "28000", "28P01": PostgresError(.authenticationFailed, message, next: adviceOnAccess)
        case "3D000": PostgresError(.databaseMissing, message)
        case "42501": PostgresError(.permissionDenied, message)
        // 57P03 means starting, stopping or recovering.
        case "57P03" where message.contains("shutting down"): PostgresError(.serverStopping, message)
        case "57P03": PostgresError(.serverStarting, message)
        case "57P01", "57P02": PostgresError(.serverStopping, message)
        case "53300": PostgresError(.tooManyConnections, message)
        case "57014": PostgresError(.statementTimedOut, message)
        case "55P03": PostgresError(.lockTimedOut, message)
        case "25P03", "57P05": PostgresError(.connectionLost, message)
        case "08P01": PostgresError(codeOfPooler, message)
        case _ where state.hasPrefix("08"): PostgresError(.connectionLost, message)
        default: PostgresError(.queryFailed, "\(message) (SQLSTATE \(state))")
        }
    }

    private var adviceOnAccess: String? {
        guard message.contains("pg_hba.conf") else { return nil }
        return "let this machine in: pg_hba.conf, or the provider's list of allowed addresses "
            + "(DigitalOcean: Settings, Trusted Sources)"
    }

    /// The code of a PgBouncer error: nearly all of them have the same SQLSTATE.
    private var codeOfPooler: Failure.Code {
        let text = message.lowercased()
        if text.contains("no such database") { return .databaseMissing }
        if text.contains("no such user") || text.contains("auth") || text.contains("password") {
            return .authenticationFailed
        }
        if text.contains("no more connections") { return .tooManyConnections }
        if text.contains("shutting down") { return .serverStopping }
        if text.contains("timeout") { return .connectionTimedOut }
        return .connectionLost
    }
}

extension PostgresError {
    /// Reads libpq's message about a failed connection. Its own texts are English unless a program calls setlocale,
    /// which this one never does.
    init(connecting text: String) {
        if let complaint = ServerComplaint(connecting: text) {
            self = complaint.error
            return
        }
        let (code, next) = PostgresError.kind(of: text)
        self.init(code, text, next: next)
    }

    private static func kind(of text: String) -> (Failure.Code, next: String?) {
        func says(_ words: String...) -> Bool { words.contains { text.contains($0) } }
        if says("no password supplied") {
            let next = "put the password into the URL in .env, PGPASSWORD or ~/.pgpass (chmod 600)"
            return (.authenticationFailed, next)
        }
        if says("server does not support SSL") { return (.tlsNotOffered, nil) }
        if says("expected authentication request", "invalid response to SSL negotiation", "unsupported frontend") {
            return (.notPostgreSQL, nil)
        }
        if says("private key file", "could not load certificate", "could not read certificate") {
            return (.connectionInvalid, "check sslcert and sslkey, and that only you may read the key (chmod 600)")
        }
        if says("invalid ", "does not exist in the") { return (.connectionInvalid, nil) }
        if says("closed the connection unexpectedly", "EOF detected", "reset by peer", "Broken pipe") {
            return (.connectionLost, nil)
        }
        if says("certificate", "SSL error", "SSL SYSCALL") { return (.tlsUntrusted, nil) }
        if says("authentication", "channel binding", "SCRAM", "SASL") { return (.authenticationFailed, nil) }
        if says("timeout expired", "timed out") { return (.connectionTimedOut, nil) }
        return (.connectionRefused, nil)
    }
}
