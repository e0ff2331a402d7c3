import TestSupport
import Testing
import TreeGuardBase
import TreeGuardMigrations

/// `[firewall "..."]`, and which one an environment means.
@Suite struct FirewallConfigs {
    private static let cluster = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30"
    private static let complete: [(String, String)] = [
        ("firewall.digitalocean.cluster", cluster), ("firewall.digitalocean.token", "env:DIGITALOCEAN_API_TOKEN"),
    ]

    private func config(_ entries: [(String, String)], tracked: Bool = true) throws(Failure) -> Config {
        try Config(
            entries: entries.map { (key: $0.0, value: $0.1) },
            origin: ConfigOrigin(isTracked: tracked))
    }

    @Test func everyKeyIsRead() throws {
        let config = try config(
            Self.complete + [
                ("firewall.digitalocean.ttl", "2h"), ("firewall.digitalocean.address", "command:my-address"),
                ("firewall.digitalocean.url", "http://127.0.0.1:8080"), ("firewall.digitalocean.timeout", "5s"),
                ("firewall.office.provider", "digitalocean"), ("firewall.office.cluster", Self.cluster),
                ("firewall.office.token", "dotenv:.env#DO_TOKEN"), ("firewall.office.address", "203.0.113.7"),
                ("environment.staging.firewall", "office"),
            ])
        let first = try #require(config.firewalls.first)
        #expect(first.provider == "digitalocean" && first.ttl == .seconds(7200) && first.timeout == .seconds(5))
        #expect(first.token == .variable("DIGITALOCEAN_API_TOKEN") && first.address == .command("my-address"))
        #expect(first.url == "http://127.0.0.1:8080")
        #expect(config.firewalls.last?.token == .dotenv(file: ".env", name: "DO_TOKEN"))
        #expect(config.firewalls.last?.address == .fixed(try TrustedAddress("203.0.113.7")))
        #expect(try config.firewall(ofEnvironment: "staging").name == "office")
    }

    @Test func theOnlyOneIsMeant() throws {
        #expect(try config(Self.complete).firewall(ofEnvironment: "production").name == "digitalocean")
        #expect(try config(Self.complete).firewall(ofEnvironment: nil).name == "digitalocean")
        #expect(throws: Failure.self) { try config(Self.complete).firewall(ofEnvironment: "elsewhere") }
        #expect(throws: Failure.self) { try config([]).firewall(ofEnvironment: nil) }
    }

    @Test func ofSeveralTheEnvironmentsOwnIsMeant() throws {
        let second = [
            ("firewall.b.provider", "digitalocean"), ("firewall.b.cluster", Self.cluster),
            ("firewall.b.token", "env:B"),
        ]
        let unclear = try #require(throws: Failure.self) {
            try config(Self.complete + second).firewall(ofEnvironment: nil)
        }
        #expect(unclear.code == .firewallNotConfigured && unclear.code.exit == .usage)
        let clear = try config(Self.complete + second + [("environment.production.firewall", "b")])
        #expect(try clear.firewall(ofEnvironment: nil).name == "b")
    }

    @Test(arguments: [
        ("cluster", "production"), ("cluster", "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30/../.."), ("ttl", "15"),
        ("ttl", "25h"), ("ttl", "0m"), ("url", "http://example.com:80"), ("url", "https://api.example.com"),
        ("url", "http://127.0.0.1:80@example.com"), ("url", "http://127.0.0.1:"), ("address", "::1"),
        ("token", "dotenv:.env"), ("provider", "amazon"), ("tokn", "env:X"),
    ])
    func whatIsWrongIsRefused(key: String, value: String) throws {
        let failure = try #require(throws: Failure.self) {
            try config(Self.complete + [("firewall.digitalocean.\(key)", value)])
        }
        #expect(failure.code == .configurationInvalid)
    }

    @Test func whatIsMissingIsRefused() throws {
        #expect(throws: Failure.self) { try config([Self.complete[at: 0]]) }
        #expect(throws: Failure.self) { try config([Self.complete[at: 1]]) }
        #expect(throws: Failure.self) {
            try config([("firewall.x.cluster", Self.cluster), ("firewall.x.token", "env:X")])
        }
        #expect(throws: Failure.self) { try config([("environment.production.firewall", "nowhere")]) }
    }

    @Test(arguments: [true, false])
    func aTokenThatStandsThereIsRefusedAndNotRepeated(isTracked: Bool) throws {
        let failure = try #require(throws: Failure.self) {
            try config(Self.complete + [("firewall.digitalocean.token", "dop_v1_secret")], tracked: isTracked)
        }
        #expect(failure.code == (isTracked ? .passwordInTrackedFile : .configurationInvalid))
        #expect(![failure.what, failure.why, failure.next].joined().contains("dop_v1_secret"))
    }
}
