import Testing
import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardGuard
import TreeGuardMigrations

/// The places that a command line would change, and if an agent may change them.
@Suite struct WritesOfAgents {
    private static let config: Config = {
        var config = Config()
        config.environments.append(EnvironmentSettings(name: "staging"))
        return config
    }()

    /// A command of this name that takes what the writing ones take.
    private func request(_ line: String, _ config: Config = config, agent: String? = "CLAUDECODE") throws
        -> [WriteRequest]
    {
        let words = line.split(separator: " ").map(String.init)
        let command = CommandDescription(
            words[0], "x", positionals: [PositionalDescription("WORD", .any, "x")],
            options: [
                .value("env", "NAME", isRepeated: true, "x"), .flag("dry-run", "x"), .flag("yes", "x"),
                .flag("open-firewall", "x"), .value("to", "VERSION", "x"),
            ], examples: [])
        let program = ProgramDescription(
            name: "treeguard", version: "1", abstract: "x", discussion: "x", options: [], commands: [command])
        guard case .run(_, let arguments) = try program.parse(words) else { return [] }
        return WriteRequest.all(of: command, arguments, config, agent: agent)
    }

    private func isRefused(_ line: String, _ config: Config = config) throws -> Bool {
        try request(line, config).contains(where: \.isRefused)
    }

    /// Every command, every kind of environment, shown or done: all of the table.
    @Test(
        arguments: ["deploy", "rollback", "repair"],
        [
            ("", true), ("--env production", true), ("--env=production", true), ("--env staging", false),
            ("--env local", false), ("--env nowhere", true), ("--env staging --env production", true),
            ("--env staging --env local", false), ("--env Production", true), ("--yes", true),
            ("--env staging --yes", false),
        ])
    func aRequiredEnvironmentIsAPersons(command: String, options: (text: String, isRefused: Bool)) throws {
        #expect(try isRefused("\(command) \(options.text)") == options.isRefused)
        #expect(try !isRefused("\(command) \(options.text) --dry-run"))
        // A person is refused nothing.
        #expect(try !request("\(command) \(options.text)", agent: nil).contains(where: \.isRefused))
    }

    @Test func whatSetsTheGuardAsideIsAPersonsWhateverElseIsSaid() throws {
        for command in ["allow", "uninstall", "allow --dry-run", "allow --env staging"] {
            #expect(try isRefused(command), "\(command)")
        }
    }

    /// One that nobody has thought of yet is not an agent's either.
    @Test func anUnlistedCommandIsAPersons() throws {
        #expect(try isRefused("restore --env staging"))
        #expect(try isRefused("restore --dry-run"))
        for name in WritingCommand.harmless { #expect(try request(name) == [], "\(name)") }
    }

    @Test func withNothingRequiredAnUnnamedEnvironmentIsNotKnown() throws {
        var config = Config()
        config.environments = [EnvironmentSettings(name: "staging")]
        #expect(try isRefused("deploy", config))
        #expect(try !isRefused("deploy --env staging", config))
    }

    @Test func theTeamMayTrustItsAgentsWithADeploymentAndNoMore() throws {
        var config = Self.config
        config.environments.append(EnvironmentSettings(name: "eu", required: true))
        config.agentDeploys = ["eu"]
        #expect(try !isRefused("deploy --env eu", config))
        #expect(try isRefused("deploy --env production", config))
        // Both are required.
        #expect(try isRefused("deploy", config))
        for command in ["rollback --env eu", "repair --env eu", "firewall open --env eu"] {
            #expect(try isRefused(command, config), "\(command)")
        }
    }

    /// A firewall opens for everything behind it.
    @Test func aFirewallIsAsRequiredAsWhatStandsBehindIt() throws {
        #expect(try isRefused("firewall open"))
        #expect(try isRefused("firewall open --env staging"))
        for word in ["close", "list", "watch"] { #expect(try !isRefused("firewall \(word)"), "\(word)") }
        var config = Self.config
        func firewall(_ name: String, _ cluster: String) -> FirewallSettings {
            var firewall = FirewallSettings(name: name)
            firewall.cluster = cluster
            return firewall
        }
        config.firewalls = [firewall("only", "1")]
        #expect(try isRefused("firewall open --env staging", config))
        #expect(try isRefused("deploy --env staging --open-firewall", config))
        #expect(try isRefused("deploy --env staging --open-firewall --dry-run", config))
        #expect(try !isRefused("deploy --env staging", config))
        config.firewalls = [firewall("one", "1"), firewall("two", "2")]
        func stand(_ name: String, behind firewall: String) {
            for index in config.environments.indices where config.environments[index].name == name {
                config.environments[index].firewall = firewall
            }
        }
        stand("staging", behind: "two")
        // Nobody says which of them production stands behind.
        #expect(try isRefused("firewall open --env staging", config))
        stand("production", behind: "one")
        #expect(try !isRefused("firewall open --env staging", config))
        #expect(try !isRefused("deploy --env staging --open-firewall", config))
        #expect(try isRefused("firewall open", config))
        for index in config.firewalls.indices.dropFirst() { config.firewalls[index].cluster = "1" }
        #expect(try isRefused("firewall open --env staging", config))
    }

    @Test func anAddressCountsMoreThanAName() throws {
        let request = WriteRequest(.deploy, in: "staging", Self.config, agent: "CLAUDECODE")
        #expect(!request.isRefused)
        #expect(request.knowing(["staging": "production"], Self.config).isRefused)
        #expect(!request.knowing(["local": "production"], Self.config).isRefused)
        func address(_ parameters: [String: String]) -> ConnectionSettings {
            ConnectionSettings(parameters: parameters)
        }
        let one = address(["host": "db.example.com", "dbname": "app", "user": "a"])
        for same in [
            ["host": "DB.example.com.", "port": "5432", "dbname": "app", "user": "b"],
            ["host": "other,db.example.com", "port": "5433,5432", "dbname": "app"],
            ["host": "x", "hostaddr": "1.2.3.4", "user": "app"].merging(["host": "db.example.com"]) { $1 },
        ] { #expect(one.isSameDatabase(as: address(same)), "\(same)") }
        for other in [
            ["host": "db.example.com", "dbname": "app_staging"],
            ["host": "db.example.com", "port": "6", "dbname": "app"],
            ["host": "staging.example.com", "dbname": "app"], ["dbname": "app"],
        ] { #expect(!one.isSameDatabase(as: address(other)), "\(other)") }
        let here = address(["host": "localhost", "dbname": "app"])
        #expect(here.isSameDatabase(as: address(["host": "127.0.0.1", "dbname": "app"])))
        #expect(!here.isSameDatabase(as: address(["host": "/run/postgresql", "dbname": "app"])))
    }

    /// The refusal says what is known, what a person runs, and to stop; never a way around it.
    @Test(arguments: [
        "deploy --yes", "rollback --to 7 --yes", "repair x.sql --yes", "firewall open", "allow", "uninstall",
    ])
    func theTextSaysWhatAPersonRunsAndToStop(line: String) throws {
        let refused = try #require(try request(line).first(where: \.isRefused))
        let words = line.split(separator: " ").map(String.init)
        let failure = refused.refusal(knowing: "known", line: "treeguard \(words[0]) --env production", in: "/w")
        let text = failure.text(style: .plain)
        #expect(failure.code == .personRequired)
        #expect(text.contains("CLAUDECODE") && text.contains("stop here") && text.contains("a person decides"))
        #expect(text.contains("known"))
        #expect(!text.contains("--yes") && !text.contains("treeguard allow"), "\(text)")
        #expect(text.contains("treeguard \(words[0]) --env production") == (refused.place != .guardItself), "\(text)")
    }

    @Test func thePersonsLineIsTheAgentsWithoutItsYes() throws {
        let command = CommandDescription(
            "rollback", "x",
            options: [.value("env", "NAME", "x"), .flag("yes", "x"), .flag("last", "x"), .value("to", "VERSION", "x")],
            examples: [])
        func line(_ words: String...) throws -> String {
            let program = ProgramDescription(
                name: "treeguard", version: "1", abstract: "x", discussion: "x", options: [.flag("quiet", "x")],
                commands: [command])
            guard case .run(_, let arguments) = try program.parse(["rollback"] + words) else { return "" }
            return command.line(for: arguments, environment: "production")
        }
        #expect(try line("--yes", "--last", "--quiet") == "treeguard rollback --env production --last")
        #expect(try line("--env=eu", "--to", "a b") == "treeguard rollback --env eu --to 'a b'")
    }
}
