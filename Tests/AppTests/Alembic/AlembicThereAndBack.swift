import TestSupport
import Testing
import TreeGuardCore

/// Rehearsing and going back where Alembic itself must run.
@Suite struct AlembicThereAndBack {
    /// As nobody should write it: whatever it is told, it goes where alembic.ini says.
    private static func stubborn(_ env: String) -> String {
        "from configparser import RawConfigParser\n"
            + env.replacing(
                "config = context.config",
                with: """
                    config = context.config
                    own = RawConfigParser()
                    own.read("alembic.ini")
                    config.set_main_option("sqlalchemy.url", own.get("alembic", "sqlalchemy.url").replace("%", "%%"))
                    """)
    }

    /// A server of our own needs more of the system than git.
    private func treeguard(_ words: String..., in team: AlembicTeam) throws -> CommandOutput {
        let path = team.repository.folder.path("bin") + ":/usr/sbin:/usr/bin:/sbin:/bin"
        return try team.treeguard(words, environment: ["PATH": path])
    }

    private func posts(in team: AlembicTeam) throws -> String {
        try team.database.execute("SELECT to_regclass('posts'), version_num FROM alembic_version")
    }

    @Test func aRehearsalRunsAlembicOnTheCopyAndBack() throws {
        let team = try AlembicTeam()
        try team.writePosts()
        let output = try treeguard("rehearse", "--format", "json", in: team)
        #expect(output.succeeded, "\(output.outputText)\(output.errorText)")
        let report = try JSON.parse(output.standardOutput)
        #expect(report["files"]?.elements?.first?["state"] == "applied", "\(output.outputText)")
        #expect(report["wayBack"]?["result"] == "same", "\(output.outputText)")
        #expect(try posts(in: team) == "|first")
    }

    @Test func aProjectThatGoesToProductionByItselfIsNotRehearsed() throws {
        let team = try AlembicTeam(environment: AlembicThereAndBack.stubborn)
        try team.writePosts()
        let output = try treeguard("rehearse", "--format", "json", in: team)
        #expect(output.end == .exited(1), "\(output.outputText)\(output.errorText)")
        #expect(output.outputText.contains("it asks another database"), "\(output.outputText)")
        #expect(try posts(in: team) == "|first")
    }

    @Test func aRevisionGoesBackByItsOwnDowngrade() throws {
        let team = try AlembicTeam()
        try team.writePosts()
        try team.repository.commit()
        let deployed = try treeguard("deploy", "--yes", in: team)
        #expect(deployed.succeeded, "\(deployed.outputText)\(deployed.errorText)")
        #expect(try posts(in: team) == "posts|posts")
        let back = try treeguard("rollback", "--yes", in: team)
        #expect(back.succeeded, "\(back.outputText)\(back.errorText)")
        #expect(try posts(in: team) == "|first")
        #expect(
            try team.database.execute("SELECT outcome FROM treeguard.deployment ORDER BY id") == "applied\nrolled_back")
    }
}
