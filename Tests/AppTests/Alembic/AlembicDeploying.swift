import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// The project's own Alembic brings its revisions in, at the address that the environment names.
@Suite struct AlembicDeploying {
    @Test func revisionsAreDeployedByAlembicAtTheEnvironmentsAddress() throws {
        let team = try AlembicTeam()
        try team.writePosts()
        // What alembic.ini names is a developer's own database, as it usually is.
        let ini = String(decoding: try Files.read("\(team.repository.path)/alembic.ini"), as: UTF8.self)
        try team.repository.write(
            ini.replacing(
                /sqlalchemy\.url = .*/, with: "sqlalchemy.url = postgresql+psycopg2://me@/mine?host=/nowhere"),
            to: "alembic.ini")
        try team.repository.commit()
        let result = try team.treeguard(["deploy", "--yes"])
        #expect(result.end == .exited(0), "\(result.outputText)\(result.errorText)")
        #expect(try team.database.execute("TABLE alembic_version") == "posts")
        #expect(
            try team.database.execute("SELECT framework, migration, outcome FROM treeguard.deployment")
                == "alembic|posts|applied")
        #expect(try team.check().verdict == "SAFE")
    }

    @Test func aRevisionThatFailsIsTold() throws {
        let team = try AlembicTeam()
        try team.revise("wrong", after: "'first'", "op.execute('SELECT 1/0')")
        try team.repository.commit()
        let result = try team.treeguard(["deploy", "--yes"])
        #expect(result.end == .exited(3))
        #expect(result.outputText.contains("division by zero"), "\(result.outputText)\(result.errorText)")
        #expect(try team.database.execute("TABLE alembic_version") == "first")
        #expect(try team.database.execute("SELECT outcome FROM treeguard.deployment") == "failed")
    }

    @Test func theTeamsOwnCommandRunsInItsPlace() throws {
        let team = try AlembicTeam()
        try team.repository.git("checkout", "--quiet", "main")
        try team.repository.commit([
            ".treeguard": "[migrations \"alembic\"]\n\trun = .venv/bin/alembic upgrade \\\"$TREEGUARD_REVISION\\\"\n"
        ])
        try team.repository.git("checkout", "--quiet", "feature")
        try team.repository.git("merge", "--quiet", "main")
        try team.writePosts()
        try team.repository.commit()
        let result = try team.treeguard(["deploy", "--yes"])
        #expect(result.end == .exited(0), "\(result.outputText)\(result.errorText)")
        #expect(try team.database.execute("TABLE alembic_version") == "posts")
    }

    /// The program ends with a signal of its own; who reads the report is told why.
    @Test func ctrlCEndsTheProgramAndWhatComesAfterRuns() throws {
        let team = try AlembicTeam()
        try team.repository.git("checkout", "--quiet", "main")
        try team.repository.commit([
            ".treeguard": """
            [migrations "alembic"]
            	run = "kill -INT $PPID; while :; do :; done"
            [deploy]
            	after = echo $TREEGUARD_OUTCOME >../chores

            """
        ])
        try team.repository.git("checkout", "--quiet", "feature")
        try team.repository.git("merge", "--quiet", "main")
        try team.writePosts()
        try team.repository.commit()
        let result = try team.treeguard(["deploy", "--yes"])
        #expect(result.end == .signalled(2), "\(result.outputText)\(result.errorText)")
        #expect(result.outputText.contains("it was stopped") && !result.outputText.contains("Production access"))
        #expect(try team.repository.folder.read("chores") == "failed\n")
        #expect(try team.database.execute("TABLE alembic_version") == "first")
    }
}
