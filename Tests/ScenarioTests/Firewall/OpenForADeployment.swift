import Glibc
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// `deploy --open-firewall`: production cannot be reached before the provider lets this machine in, nor once it is shut
/// out again.
@Suite struct OpenForADeployment {
    private struct Story {
        let stage: FirewallStage
        let database: TemporaryDatabase
        /// The way to production: there as long as the firewall is open.
        let door: String

        init(_ sql: String) throws {
            stage = try FirewallStage(settings: "timeout = 2s")
            database = try TemporaryDatabase()
            try database.execute("CREATE TABLE jobs (id int)")
            let repository = stage.repository
            try repository.commit(["migrations/000_jobs.sql": "CREATE TABLE jobs (id int);\n"])
            try repository.git("checkout", "--quiet", "-b", "feature")
            try repository.commit(["migrations/001_new.sql": sql])
            door = repository.folder.path("door")
            // What the provider does when the rules change: the way is there with us among them, and not without.
            let sockets = database.server.folder
            try stage.meet("PUT before:ln -s '\(sockets)' '\(door)'", "PUT before:rm '\(door)'")
        }

        var words: [String] { ["deploy", "--yes", "--open-firewall", "--ip", "203.0.113.7"] }

        var url: String { "postgresql://postgres@/\(database.name)?host=\(door)&port=\(database.server.port)" }

        func deploy() throws -> CommandOutput {
            Subprocess.run(try stage.command(words, ["TREEGUARD_PRODUCTION_URL": url]))
        }

        func expectShut() throws {
            #expect(try stage.rules == FirewallStage.others)
            #expect(!Files.exists(door))
            #expect(try stage.requests.count { $0 == "PUT" } == 2)
        }

        func hasTable() throws -> Bool {
            try database.execute("SELECT to_regclass('new') IS NOT NULL") == "t"
        }
    }

    @Test func itIsOpenedBeforeTheConnectionAndShutAfterwards() throws {
        let story = try Story("CREATE TABLE new (id int);\n")
        let output = try story.deploy()
        #expect(output.succeeded, "\(output.outputText)\(output.errorText)")
        #expect(output.outputText.contains("READY TO MERGE"))
        #expect(output.errorText.contains("the firewall is closed again"))
        #expect(try story.hasTable())
        try story.expectShut()
    }

    @Test func itIsShutAfterADeploymentThatFailed() throws {
        let story = try Story("CREATE TABLE new (id int);\nSELECT 1/0;\n")
        let output = try story.deploy()
        #expect(output.end == .exited(3) && output.outputText.contains("division by zero"), "\(output.outputText)")
        #expect(try !story.hasTable())
        try story.expectShut()
    }

    @Test func itIsShutAfterCtrlC() throws {
        let story = try Story("CREATE TABLE new (id int);\nSELECT pg_sleep(600);\n")
        let stage = story.stage
        let output = try stage.treeguard(
            story.words, environment: ["TREEGUARD_PRODUCTION_URL": story.url]
        ) { id in
            try stage.wait {
                try story.database.execute(
                    "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = '\(story.database.name)' AND query LIKE 'SELECT pg_sleep%' AND state = 'active'"
                ) == "t"
            }
            kill(id, SIGINT)
        }
        #expect(output.end == .signalled(SIGINT))
        #expect(output.outputText.contains("failed, rolled back"), "\(output.outputText)\(output.errorText)")
        #expect(try !story.hasTable())
        try story.expectShut()
    }

    /// Nobody is let in where there is nothing to do it for.
    @Test func whoIsNotLetInDeploysNothing() throws {
        let story = try Story("CREATE TABLE new (id int);\n")
        try story.stage.meet("GET 401")
        let output = try story.deploy()
        #expect(output.end == .exited(3) && output.errorText.contains("Unable to authenticate you"))
        #expect(try !story.hasTable() && !story.stage.requests.contains("PUT"))
    }
}
