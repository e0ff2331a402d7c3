import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// Agents that run TreeGuard themselves, on real databases.
@Suite struct AgentsThatDeploy {
    private static let settings = """
        [environment "production"]
        	required = true
        [environment "staging"]
        	url = env:STAGING_URL

        """
    private static let agent: [String: String?] = ["CLAUDECODE": "1"]

    /// A branch with one table to come, and two databases without it.
    private struct Stage {
        let team: DeployingRepository
        let server: ThrowawayServer
        let production: String
        let staging: String

        init(_ settings: String = AgentsThatDeploy.settings) throws {
            server = try TemporaryServer.start()
            team = try DeployingRepository(
                ["migrations/001_things.sql": "CREATE TABLE things (id int);\n"], on: server)
            (production, staging) = ("production", "staging")
            for name in [production, staging] { try team.makeDatabase(name) }
            try team.repository.git("checkout", "--quiet", "main")
            try team.repository.commit([".treeguard": settings])
            try team.repository.git("checkout", "--quiet", "feature")
        }

        func end() { server.stop() }

        func url(_ database: String) -> String {
            "postgresql://postgres@/\(database)?host=\(server.folder)&port=\(server.port)"
        }

        func run(_ line: String, _ environment: [String: String?] = AgentsThatDeploy.agent) throws -> CommandOutput {
            let words = line.split(separator: " ").map(String.init)
            var all: [String: String?] = team.repository.environment.mapValues { $0 }
            all["TREEGUARD_PRODUCTION_URL"] = url(production)
            all["STAGING_URL"] = url(staging)
            all.merge(environment) { $1 }
            return Subprocess.run(
                Command(
                    "\(try ProjectFolder.builtPrograms())/treeguard", words, in: team.repository.path, environment: all,
                    deadline: .seconds(60)))
        }

        /// Everything that a deployment, a rollback or a repair would leave there.
        func contents(of database: String) throws -> String {
            try server.execute(
                "SELECT string_agg(n.nspname || '.' || c.relname, ' ' ORDER BY 1) FROM pg_class c JOIN pg_namespace n "
                    + "ON n.oid = c.relnamespace WHERE n.nspname IN ('public', 'treeguard')", database: database)
        }
    }

    @Test(arguments: ["CLAUDECODE", "CODEX_SANDBOX", "GEMINI_CLI", "CURSOR_AGENT"])
    func aRequiredEnvironmentStaysAsItIs(sign: String) throws {
        let stage = try Stage()
        defer { stage.end() }
        let before = try stage.contents(of: "production")
        for line in [
            "deploy --yes", "deploy --env production --yes", "deploy --yes --format json", "rollback --last --yes",
            "repair --yes", "firewall open --ip 203.0.113.7", "allow --reason x", "uninstall", "deploy --yes --quiet",
        ] {
            let output = try stage.run(line, [sign: "1", "TREEGUARD_TTY": "1"])
            let said = output.outputText + output.errorText
            #expect(output.end == .exited(2), "\(line): \(said)")
            #expect(said.contains("stop here") && said.contains(sign), "\(line): \(said)")
            #expect(!said.contains("--yes") && !said.contains("treeguard allow"), "\(line): \(said)")
        }
        let said = try stage.run("deploy --yes", [sign: "1"]).errorText
        #expect(said.contains("001_things.sql   pending"), "\(said)")
        #expect(said.contains("  treeguard deploy --env production\n"), "\(said)")
        #expect(try stage.contents(of: "production") == before)
    }

    @Test func stagingAndWhateverOnlyLooksAreAnAgents() throws {
        let stage = try Stage()
        defer { stage.end() }
        for line in ["deploy --dry-run", "plan", "check", "repair --dry-run", "status", "deploy --env staging --yes"] {
            let output = try stage.run(line)
            #expect(!(output.outputText + output.errorText).contains("stop here"), "\(line): \(output.errorText)")
        }
        #expect(try stage.contents(of: "staging").contains("public.things"))
        #expect(try !stage.contents(of: "production").contains("public.things"))
    }

    @Test func productionUnderAnotherNameIsProduction() throws {
        let stage = try Stage()
        defer { stage.end() }
        let output = try stage.run(
            "deploy --env staging --yes", ["CLAUDECODE": "1", "STAGING_URL": stage.url("production")])
        #expect(output.end == .exited(2))
        #expect(output.errorText.contains("staging has the address of"), "\(output.errorText)")
        #expect(try !stage.contents(of: "production").contains("public.things"))
    }

    /// A terminal makes no person of an agent.
    @Test(arguments: [[:], ["TREEGUARD_TTY": "1"]])
    func aTerminalChangesNothing(more: [String: String]) throws {
        let stage = try Stage()
        defer { stage.end() }
        var environment = stage.team.repository.environment
        environment["TREEGUARD_PRODUCTION_URL"] = stage.url("production")
        environment["STAGING_URL"] = stage.url("staging")
        environment["CLAUDECODE"] = "1"
        environment["TERM"] = "xterm"
        environment["PATH"] = "/usr/bin:/bin"
        let program = "\(try ProjectFolder.builtPrograms())/treeguard"
        let terminal = try PseudoTerminal(
            "cd '\(stage.team.repository.path)' && '\(program)' deploy", environment: environment.merging(more) { $1 })
        #expect(terminal.exitCode(within: .seconds(60)) == 2, "\(terminal.text)")
        #expect(!terminal.text.contains("Deploy this to"), "\(terminal.text)")
        #expect(try !stage.contents(of: "production").contains("public.things"))
    }

    /// The team's word counts as the target branch has it, and nobody else's.
    @Test func onlyTheTeamsFileTrustsAnAgent() throws {
        let stage = try Stage()
        defer { stage.end() }
        let trusting = Self.settings + "[agent]\n\tdeploy = production\n"
        let repository = stage.team.repository
        try repository.commit([
            ".treeguard": trusting.replacing(
                "required = true", with: "required = false\n\turl = env:TREEGUARD_PRODUCTION_URL")
        ])
        // The branch's own file, and a person's setting that would make it the one that counts.
        #expect(try stage.run("deploy --yes").end == .exited(2))
        try repository.git("config", "treeguard.target", "feature")
        #expect(try stage.run("deploy --env production --yes").end == .exited(2))
        try repository.git("config", "--unset", "treeguard.target")
        #expect(try !stage.contents(of: "production").contains("public.things"))

        try repository.git("checkout", "--quiet", "main")
        try repository.commit([".treeguard": trusting])
        try repository.git("checkout", "--quiet", "feature")
        #expect(try stage.run("rollback --last --yes").end == .exited(2))
        let output = try stage.run("deploy --env production --yes")
        #expect(!output.errorText.contains("stop here"), "\(output.errorText)")
        #expect(try stage.contents(of: "production").contains("public.things"))
    }

    /// Environments before a named one are not meant by its name.
    @Test func aRepairMeansTheEnvironmentsThatAreNamed() throws {
        let stage = try Stage(Self.settings + "\tafter = production\n")
        defer { stage.end() }
        let output = try stage.run("repair --env staging", [:])
        #expect(output.outputText.contains("staging"), "\(output.errorText)")
        #expect(!output.outputText.contains("production"), "\(output.outputText)")
    }
}
