import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations

/// The meaning of DigitalOcean's answers, and the requests to curl.
@Suite struct DigitalOceanAnswers {
    private let settings: FirewallSettings = {
        var settings = FirewallSettings(name: "digitalocean")
        settings.cluster = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30"
        settings.token = .variable("DIGITALOCEAN_API_TOKEN")
        return settings
    }()
    private let provider = DigitalOcean()
    private let token = Redacted("dop_v1_0123456789abcdef")
    private let now = Timestamp(secondsSinceEpoch: 1000)

    private func rules(_ body: String, status: Int = 200, _ headers: [String: String] = [:]) throws -> [FirewallRule] {
        try provider.rules(
            in: HTTPReply(status: status, headers: headers, body: Array(body.utf8)), settings, at: now)
    }

    /// doctl drops descriptions that it does not know: https://github.com/digitalocean/doctl/issues/1869
    @Test func everyMemberOfARuleGoesBackAsItCame() throws {
        let rule = #"{"uuid":"a","type":"vpc-new","value":"x\"\\y","description":"d","later":{"n":[1,null,true]}}"#
        let read = try rules(#"{"links":{},"rules":[\#(rule)]}"#)
        #expect(provider.writing(read, settings, token: token).body == #"{"rules":[\#(rule)]}"#)
    }

    @Test(arguments: [
        "", "{", "[]", "{}", #"{"rules":{}}"#, #"{"rules":[{"type":"ip_addr"}]}"#, #"{"rules":[1]}"#, "<html>",
    ])
    func anAnswerThatIsNotUnderstoodIsNoEmptyList(body: String) throws {
        let fault = try #require(throws: APIFault.self) { try rules(body) }
        #expect(fault.failure.code == .firewallUnreachable && fault.isPassing)
    }

    @Test(arguments: [
        (401, Failure.Code.firewallRefused, false), (403, .firewallRefused, false), (404, .firewallRefused, false),
        (422, .firewallRefused, false), (301, .firewallRefused, false), (429, .firewallUnreachable, true),
        (500, .firewallUnreachable, true), (503, .firewallUnreachable, true),
    ])
    func everyStatusHasItsMeaning(status: Int, code: Failure.Code, isPassing: Bool) throws {
        let body = #"{"id":"some_word","message":"In the provider's \u001b[31mwords","request_id":"4d9d8375"}"#
        let fault = try #require(throws: APIFault.self) { try rules(body, status: status) }
        #expect(fault.failure.code == code && fault.isPassing == isPassing)
        #expect(fault.failure.why.contains("HTTP \(status)") && fault.failure.why.contains("request 4d9d8375"))
        #expect(fault.failure.why.contains(#"\u{1b}[31mwords"#))
    }

    @Test(
        arguments: [
            (["retry-after": "7"], 7), (["ratelimit-remaining": "0", "ratelimit-reset": "1030"], 30),
            (["ratelimit-remaining": "0", "ratelimit-reset": "900"], 0), (["ratelimit-remaining": "5"], nil),
            (["retry-after": "soon"], nil),
            (["ratelimit-remaining": "0", "ratelimit-reset": "-9223372036854775808"], nil),
        ] as [([String: String], Int64?)])
    func aRateLimitSaysHowLongToWait(headers: [String: String], seconds: Int64?) throws {
        let fault = try #require(throws: APIFault.self) { try rules("{}", status: 429, headers) }
        #expect(fault.retryAfter == seconds.map { .seconds($0) })
    }

    @Test func aClusterIsAUUID() {
        #expect(provider.service.objection(toCluster: settings.cluster) == nil)
        for text in ["", "production", "9cc10173-e9ea-4176-9dbc-a4cee4c4ff3/", "9cc10173e9ea41769dbca4cee4c4ff30"] {
            #expect(provider.service.objection(toCluster: text) != nil, "\(text)")
        }
    }

    @Test func curlIsToldEverythingOnItsStandardInput() throws {
        let request = provider.writing([RuleChanges.rule("192.0.2.1")], settings, token: token)
        let text = try #require(request.curlConfiguration?.exposed)
        #expect(text.contains("header = \"Authorization: Bearer dop_v1_0123456789abcdef\"\n"))
        #expect(
            text.contains(
                #"data-raw = "{\"rules\":[{\"uuid\":\"id-192.0.2.1\",\"type\":\"ip_addr\",\"value\":\"192.0.2.1\"}]}""#)
        )
        #expect(text.contains("proto = \"=https\"\n") && !text.contains("location"))
        #expect(!"\(request)".contains("dop_v1") && !String(reflecting: request).contains("dop_v1"))
    }

    @Test func anAnswerIsTakenApart() throws {
        let text =
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/2 429 \r\nRetry-After: 7\r\nX-Odd:\r\nnonsense\r\n\r\n{\"id\":\n\n1}"
        let reply = try #require(HTTPReply(Array(text.utf8)))
        #expect(reply.status == 429 && reply.headers["retry-after"] == "7")
        #expect(String(decoding: reply.body, as: UTF8.self) == "{\"id\":\n\n1}")
        for other in ["", "\n", "HTTP/1.1\r\n\r\n", "220 smtp ready\r\n", "HTTP/1.1 100 Continue\r\n\r\n"] {
            #expect(HTTPReply(Array(other.utf8)) == nil, "\(other)")
        }
    }
}
