import TreeGuardBase

/// Sends HTTP requests with the installed curl. The request goes to its standard input, because other users can read
/// arguments and environment.
package struct Curl: Sendable {
    private let environment: [String: String]
    private let run: RunCommand

    package init(environment: [String: String], run: @escaping RunCommand = Subprocess.run) {
        self.environment = environment
        self.run = run
    }

    /// Sends a request and returns the reply, with any status. Redirects are not followed, and ~/.curlrc is not read.
    package func send(_ request: HTTPRequest) throws(APIFault) -> HTTPReply {
        guard let configuration = request.curlConfiguration else {
            throw APIFault(
                Self.unreachable("the request is longer than curl reads", next: "see what the rules hold"),
                isPassing: false)
        }
        let output = run(
            Command(
                "curl", ["--disable", "--config", "-"], in: "/", environment: without(request.token),
                standardInput: Array(configuration.exposed.utf8), deadline: request.timeout + .seconds(5)))
        switch output.end {
        case .exited(0):
            if let reply = HTTPReply(output.standardOutput) { return reply }
            throw APIFault(Self.unreachable("the answer is not HTTP"), isPassing: true)
        case .notStarted:
            throw APIFault(
                Failure(
                    .curlMissing, what: "the provider's API could not be asked", why: "curl is not on PATH",
                    next: "install it (apt-get install curl), or let the address in on the provider's page"),
                isPassing: false)
        case .exited(let code):
            let said = Self.words[code] ?? "curl ended with \(code)"
            throw APIFault(Self.unreachable(said), isPassing: !Self.lasting.contains(code))
        case .deadlineExceeded: throw APIFault(Self.unreachable("nothing came back in time"), isPassing: true)
        case .signalled: throw APIFault(Self.unreachable("curl was stopped"), isPassing: true)
        }
    }

    /// Removes variables that contain the token (often its source), or that make curl log its TLS keys.
    private func without(_ token: Redacted<String>) -> [String: String?] {
        var changes: [String: String?] = ["SSLKEYLOGFILE": nil]
        for (name, value) in environment where value.contains(token.exposed) { changes.updateValue(nil, forKey: name) }
        return changes
    }

    private static func unreachable(
        _ why: String, next: String = "try again; if it goes on, look at the network and at https_proxy"
    ) -> Failure {
        Failure(.firewallUnreachable, what: "the provider's API could not be asked", why: why, next: next)
    }

    /// curl's exit codes. Its own messages are not repeated: they may quote the request.
    private static let words: [Int32: String] = [
        5: "the proxy's name has no address", 6: "the host's name has no address", 7: "nobody listens there",
        18: "the answer broke off", 28: "nothing came back in time", 35: "TLS could not be agreed upon",
        52: "the connection was closed without an answer", 55: "the connection broke while the request was sent",
        56: "the connection broke while the answer came", 60: "the certificate is not trusted",
        63: "the answer is larger than any list of rules", 77: "the file of trusted certificates could not be read",
    ]
    /// The exit codes for which a retry is useless.
    private static let lasting: Set<Int32> = [1, 2, 3, 5, 60, 63, 77]
}
