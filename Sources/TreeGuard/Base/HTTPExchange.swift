/// A request to an API, with the secret that opens it.
package struct HTTPRequest: Sendable {
    package var method: String
    package var url: String
    package var token: Redacted<String>
    /// JSON, on one line.
    package var body: String?
    package var timeout: Duration

    package init(_ method: String, _ url: String, token: Redacted<String>, body: String? = nil, timeout: Duration) {
        self.method = method
        self.url = url
        self.token = token
        self.body = body
        self.timeout = timeout
    }

    /// The largest answer, in bytes: a firewall has a hundred rules.
    private static let largestAnswer = 1 << 20
    /// The longest line that every curl reads in its configuration.
    private static let longestLine = 90_000

    /// The configuration that curl reads on its standard input, so that neither the token nor the rules are among its
    /// arguments, where everybody on this machine could read them. Nil where it would be more than curl reads.
    package var curlConfiguration: Redacted<String>? {
        let isLocal = url.hasPrefix("http://")
        let seconds = max(1, timeout.components.seconds)
        var lines = [
            "url = \(curlQuoted(url))", "request = \(curlQuoted(method))",
            "header = \(curlQuoted("Authorization: Bearer \(token.exposed)"))",
            "header = \"Accept: application/json\"", "proto = \(isLocal ? "\"=http\"" : "\"=https\"")",
            "connect-timeout = \(seconds)", "max-time = \(seconds)", "max-filesize = \(Self.largestAnswer)",
            "silent", "show-error", "include", "suppress-connect-headers",
        ]
        if isLocal { lines.append("noproxy = \"*\"") }
        if let body {
            lines += [
                "header = \"Content-Type: application/json\"", "header = \"Expect:\"",
                "data-raw = \(curlQuoted(body))",
            ]
        }
        guard lines.allSatisfy({ $0.utf8.count < Self.longestLine }) else { return nil }
        return Redacted(lines.map { $0 + "\n" }.joined())
    }
}

/// A word as curl reads it in its configuration: nothing in it ends the line, or begins another setting.
package func curlQuoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": out += "\\\(scalar)"
        case "\n": out += "\\n"
        case "\r": out += "\\r"
        case "\t": out += "\\t"
        default: out.unicodeScalars.append(scalar)
        }
    }
    return out + "\""
}

/// The answer of an API.
package struct HTTPReply: Sendable, Hashable {
    package var status: Int
    /// Names in lower case.
    package var headers: [String: String]
    package var body: [UInt8]

    package init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Takes apart what `curl --include` prints: a head, an empty line, the body. Nil where there is no head.
    package init?(_ output: [UInt8]) {
        var rest = output[...]
        while true {
            var lines: [String] = []
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                var line = rest[..<end]
                rest = rest[(end + 1)...]
                if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
                if line.isEmpty { break }
                lines.append(String(decoding: line, as: UTF8.self))
            }
            let words = (lines.first ?? "").split(separator: " ")
            guard let version = words.first, version.hasPrefix("HTTP/"),
                let status = words.dropFirst().first.flatMap({ Int($0) })
            else { return nil }
            // "100 Continue" and the like come before the answer.
            if (100..<200).contains(status) { continue }
            self.status = status
            headers = [:]
            for line in lines.dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { continue }
                headers[parts[0].lowercased()] = String(parts[1].drop(while: \.isWhitespace))
            }
            body = Array(rest)
            return
        }
    }
}

/// Why a request came to nothing, and whether it is worth another try.
package struct APIFault: Error, Hashable, Sendable {
    package var failure: Failure
    package var isPassing: Bool
    package var retryAfter: Duration?

    package init(_ failure: Failure, isPassing: Bool, retryAfter: Duration? = nil) {
        self.failure = failure
        self.isPassing = isPassing
        self.retryAfter = retryAfter
    }
}
