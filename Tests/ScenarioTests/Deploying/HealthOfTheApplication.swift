import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// `health =` with the real curl, and an application on loopback.
@Suite struct HealthOfTheApplication {
    private static let files = ["migrations/001_new.sql": "CREATE TABLE new (id int);\n"]

    private final class Application {
        private let folder: TemporaryFolder
        private let stub: Watchdog
        let port: String

        init(_ statuses: String) throws {
            folder = try TemporaryFolder()
            try folder.write(statuses, to: "statuses")
            stub = try Watchdog(
                Command("sh", ["-c", "exec python3 \"$1\" \"$2\""]),
                arguments: [ProjectFolder.path("Tests/Programs/HealthStub/stub.py"), folder.path])
            let folder = folder
            try #require(eventually { Files.exists(folder.path("port")) })
            port = try folder.read("port")
        }

        deinit { stub.end() }

        func requests() throws -> [String] {
            guard Files.exists(folder.path("log")) else { return [] }
            return try folder.read("log").split(separator: "\n").map(String.init)
        }
    }

    @Test func itIsAskedUntilItIsWell() throws {
        let application = try Application("503 500 200")
        let team = try DeployingTeam(
            "retries = 2\nhealth = http://me:word@127.0.0.1:\(application.port)/health?key=k", Self.files)
        let output = try team.treeguard("deploy", "--yes")
        #expect(output.succeeded, "\(output.outputText)\(output.errorText)")
        #expect(output.errorText.contains("treeguard: http://127.0.0.1:\(application.port)/health is well\n"))
        #expect(try application.requests() == Array(repeating: "/health?key=k", count: 3))
    }

    @Test func anApplicationThatStaysIllIsAFailureAfterTheDeployment() throws {
        let application = try Application("503")
        let team = try DeployingTeam(
            "retries = 1\nhealth = http://127.0.0.1:\(application.port)/health\n"
                + "after = echo $TREEGUARD_OUTCOME >>../chores", Self.files)
        let output = try team.treeguard("deploy", "--yes")
        #expect(output.end == .exited(3))
        #expect(output.outputText.contains("✓ 001_new.sql") && output.outputText.contains("every file is done"))
        #expect(
            DeployingTeam.words(of: output).contains("/health is not well why: it ended with 22: curl: (22)"),
            "\(output.outputText)")
        #expect(try application.requests().count == 2)
        #expect(try team.tables() == "deployment jobs new")
        #expect(try team.chores() == ["failed"])
    }

    /// Whatever is in the URL, it is the URL.
    @Test func theURLIsNoConfigurationOfCurlAndNoPattern() throws {
        let application = try Application("200")
        let team = try DeployingTeam(
            "retries = 0\nhealth = \"http://127.0.0.1:\(application.port)/a\\\\b?x={1,2}&y=[1-3]\"", Self.files)
        let output = try team.treeguard("deploy", "--yes")
        #expect(output.succeeded, "\(output.outputText)\(output.errorText)")
        #expect(try application.requests() == ["/a\\b?x={1,2}&y=[1-3]"])

        let other = try DeployingTeam(
            "retries = 0\nhealth = \"http://127.0.0.1:\(application.port)/\\\"\\noutput = \\\"caught\"", Self.files)
        let refused = try other.treeguard("deploy", "--yes")
        #expect(
            refused.end == .exited(3) && DeployingTeam.words(of: refused).contains("is not well"),
            "\(refused.outputText)")
        #expect(!Files.exists("\(other.repository.path)/caught"))
        #expect(try application.requests().count == 1)
    }

    @Test func withoutCurlItIsSaid() throws {
        let team = try DeployingTeam("retries = 0\nhealth = http://127.0.0.1:9/", Self.files)
        let search = ProcessEnvironment.inherited["PATH"]
        let folder = team.repository.folder
        try Files.makeFolder(folder.path("bin"))
        for name in ["git", "sh", "psql"] {
            let program = try #require(Subprocess.path(ofProgram: name, searchPath: search))
            try runProgram("ln", "-s", program, folder.path("bin/\(name)"))
        }
        let output = try team.treeguard("deploy", "--yes", environment: ["PATH": folder.path("bin")])
        #expect(output.end == .exited(3))
        #expect(output.outputText.contains("curl is not there, or cannot be run"), "\(output.outputText)")
    }
}
