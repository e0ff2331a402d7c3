import TreeGuardBase
import TreeGuardMigrations

/// DigitalOcean's managed databases: trusted sources, `/v2/databases/CLUSTER/firewall`.
package struct DigitalOcean: FirewallProvider {
    package let service = DatabaseProvider.digitalOcean
    package let name = "DigitalOcean"
    package let mostRules = 100
    private let api = "https://api.digitalocean.com"

    package init() {}

    package func reading(_ settings: FirewallSettings, token: Redacted<String>) -> HTTPRequest {
        HTTPRequest("GET", url(settings), token: token, timeout: settings.timeout)
    }

    package func writing(
        _ rules: [FirewallRule], _ settings: FirewallSettings, token: Redacted<String>
    ) -> HTTPRequest {
        HTTPRequest(
            "PUT", url(settings), token: token, body: JSON.object(["rules": .array(rules.map(\.json))]).line,
            timeout: settings.timeout)
    }

    private func url(_ settings: FirewallSettings) -> String {
        "\(settings.url ?? api)/v2/databases/\(settings.cluster)/firewall"
    }

    package func rules(
        in reply: HTTPReply, _ settings: FirewallSettings, at now: Timestamp
    ) throws(APIFault) -> [FirewallRule] {
        try check(reply, settings, at: now)
        let json: JSON
        do throws(JSON.Malformed) { json = try JSON.parse(reply.body) } catch { throw unreadable(error.description) }
        guard let elements = json["rules"]?.elements else { throw unreadable("it has no list of rules") }
        let rules = elements.compactMap { FirewallRule($0) }
        // The API replaces the whole list: a rule that we leave out would be deleted.
        guard rules.count == elements.count else { throw unreadable("a rule has no type or no value") }
        return rules
    }

    package func confirmWritten(
        _ reply: HTTPReply, _ settings: FirewallSettings, at now: Timestamp
    ) throws(APIFault) {
        try check(reply, settings, at: now)
    }

    private func unreadable(_ why: String) -> APIFault {
        APIFault(
            Failure(
                .firewallUnreachable, what: "\(name)'s answer is not understood, so nothing was written",
                why: Escaped(why).description, next: "try again; status.digitalocean.com says whether it is down"),
            isPassing: true)
    }

    /// Throws if the reply is an error: `{"id": "unauthorized", "message": "Unable to authenticate you", "request_id":
    /// ...}`.
    private func check(
        _ reply: HTTPReply, _ settings: FirewallSettings, at now: Timestamp
    ) throws(APIFault) {
        if (200..<300).contains(reply.status) { return }
        let said = words(of: reply)
        switch reply.status {
        case 300..<400:
            throw refused("it answers from another address, which is not followed: \(said)", "check url in .treeguard")
        case 401:
            throw refused(
                "the token is not accepted: \(said)",
                "make a new one with the scopes database:read and database:update, "
                    + "and put it where token = \(settings.token?.description ?? "") reads it")
        case 403:
            throw refused("the token may not do it: \(said)", "give it the scopes database:read and database:update")
        case 404:
            throw refused(
                "there is no cluster \(Escaped(settings.cluster)): \(said)",
                "compare cluster in .treeguard with doctl databases list")
        case 429:
            let wait = wait(reply, now)
            let soon = wait.map { "; it asks to wait \($0.components.seconds) s" } ?? ""
            throw APIFault(
                Failure(
                    .firewallUnreachable, what: "\(name) takes no more requests for now", why: said + soon,
                    next: "wait, and run it again"),
                isPassing: true, retryAfter: wait)
        case 500...:
            throw APIFault(
                Failure(
                    .firewallUnreachable, what: "\(name) has a fault of its own", why: said,
                    next: "try again; status.digitalocean.com says whether it is down"),
                isPassing: true)
        default: throw refused(said, "treeguard firewall list shows what is there")
        }
    }

    private func refused(_ why: String, _ next: String) -> APIFault {
        APIFault(
            Failure(.firewallRefused, what: "\(name) refused", why: why, next: next), isPassing: false)
    }

    /// The error for people: "HTTP 401, Unable to authenticate you (unauthorized), request 5158...".
    private func words(of reply: HTTPReply) -> String {
        var words = "HTTP \(reply.status)"
        guard let json = try? JSON.parse(reply.body) else { return words }
        if let message = json["message"]?.string { words += ", \(Escaped(String(message.prefix(300))))" }
        if let id = json["id"]?.string { words += " (\(Escaped(String(id.prefix(60)))))" }
        if let request = json["request_id"]?.string ?? reply.headers["x-request-id"] {
            words += ", request \(Escaped(String(request.prefix(60))))"
        }
        return words
    }

    /// The time to wait. The burst limit sends `retry-after`; the hourly limit sends only the time at which it ends.
    private func wait(_ reply: HTTPReply, _ now: Timestamp) -> Duration? {
        if let seconds = reply.headers["retry-after"].flatMap({ Int64($0) }), (0...1_000_000).contains(seconds) {
            return .seconds(seconds)
        }
        guard reply.headers["ratelimit-remaining"] == "0",
            let reset = reply.headers["ratelimit-reset"].flatMap({ Int64($0) })
        else { return nil }
        let seconds = reset.subtractingReportingOverflow(now.secondsSinceEpoch)
        return seconds.overflow ? nil : .seconds(min(max(seconds.partialValue, 0), 1_000_000))
    }
}
