import TestSupport
import Testing
import TreeGuardBase

/// Rehearsing and going back where Alembic itself must run.
@Suite struct AlembicThereAndBack {
    /// An env.py as nobody should write it: whatever it is told, it goes where alembic.ini says.
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
        let back = try treeguard("rollback", "--last", "--yes", in: team)
        #expect(back.succeeded, "\(back.outputText)\(back.errorText)")
        #expect(try posts(in: team) == "|first")
        #expect(
            try team.database.execute("SELECT outcome FROM treeguard.deployment ORDER BY id") == "applied\nrolled_back")
    }

    /// The losses that `rollback --dry-run` names for the revision that was deployed last.
    private func lossesOfLast(in team: AlembicTeam) throws -> JSON {
        try team.repository.commit()
        let deployed = try treeguard("deploy", "--yes", in: team)
        try #require(deployed.succeeded, "\(deployed.outputText)\(deployed.errorText)")
        try team.database.execute(
            "INSERT INTO users SELECT generate_series(1, 3); INSERT INTO posts SELECT i, 'x' FROM generate_series(1, 2) i"
        )
        let shown = try treeguard("rollback", "--last", "--dry-run", "--format", "json", in: team)
        try #require(shown.succeeded, "\(shown.outputText)\(shown.errorText)")
        return try #require(try JSON.parse(shown.standardOutput)["files"]?.elements?.first)
    }

    private func loss(_ table: String, _ column: String? = nil, rows: Int) -> JSON {
        .object(["table": .string(table), "column": column.map { .string($0) } ?? .null, "rows": .number(rows)])
    }

    @Test func whatADowngradeWouldLoseIsCounted() throws {
        let team = try AlembicTeam()
        try team.revise(
            "posts", after: "'first'",
            """
            op.create_table('posts', sa.Column('id', sa.BigInteger, primary_key=True), sa.Column('title', sa.Text))
            op.add_column('users', sa.Column('name', sa.Text, server_default='x'))
            """,
            back: "op.drop_column('users', 'name'); op.drop_table('posts'); op.execute('DROP TABLE IF EXISTS gone')")
        let file = try lossesOfLast(in: team)
        #expect(file["losses"] == [loss("public.users", "name", rows: 3), loss("public.posts", rows: 2)])
        #expect(file["notCounted"] == .null)
    }

    @Test func whatADowngradeDoesToRowsIsNotKnown() throws {
        let team = try AlembicTeam()
        try team.revise(
            "posts", after: "'first'", "op.create_table('posts', sa.Column('id', sa.Integer), sa.Column('t', sa.Text))",
            back: "op.execute('DELETE FROM users'); op.drop_table('posts')")
        let file = try lossesOfLast(in: team)
        #expect(file["losses"] == [loss("public.posts", rows: 2)])
        #expect(file["notCounted"] == "downgrade() changes rows, or may, in other ways")
    }

    @Test func aDeploymentOfTwoRevisionsGoesWhereItsLossesAreNamed() throws {
        let team = try AlembicTeam()
        try team.writePosts()
        try team.revise(
            "tags", after: "'posts'", "op.create_table('tags', sa.Column('id', sa.Integer))",
            back: "op.execute('DELETE FROM posts'); op.drop_table('tags')")
        try team.repository.commit()
        let deployed = try treeguard("deploy", "--yes", in: team)
        try #require(deployed.succeeded, "\(deployed.outputText)\(deployed.errorText)")
        try team.database.execute("INSERT INTO posts VALUES (1, 'x')")
        let refused = try treeguard("rollback", "--last", "--yes", "--accept-loss", "posts", in: team)
        #expect(refused.end == .exited(3), "\(refused.outputText)\(refused.errorText)")
        let said = refused.errorText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(said.contains("--accept-loss alembic/versions/tags_x.py"), "\(said)")
        #expect(try posts(in: team) == "posts|tags")
        let back = try treeguard(
            "rollback", "--last", "--yes", "--accept-loss", "posts", "--accept-loss", "alembic/versions/tags_x.py",
            in: team)
        #expect(back.succeeded, "\(back.outputText)\(back.errorText)")
        #expect(try posts(in: team) == "|first")
    }

    /// A revision that Alembic itself ran depends on it, and would go with it.
    @Test func aRevisionThatAnotherOneFollowsStays() throws {
        let team = try AlembicTeam()
        try team.writePosts()
        try team.repository.commit()
        try #require(try treeguard("deploy", "--yes", in: team).succeeded)
        try team.revise(
            "tags", after: "'posts'", "op.create_table('tags', sa.Column('id', sa.Integer))",
            back: "op.drop_table('tags')")
        try team.repository.commit()
        try team.alembic("upgrade", "head")
        let refused = try treeguard("rollback", "--last", "--yes", in: team)
        #expect(refused.end == .exited(3), "\(refused.outputText)\(refused.errorText)")
        #expect(refused.errorText.contains("follows on posts"), "\(refused.errorText)")
        #expect(try posts(in: team) == "posts|tags")
    }

    @Test func aDowngradeThatMayNotBeRenderedIsNotKnown() throws {
        let team = try AlembicTeam()
        try team.repository.git("checkout", "--quiet", "main")
        try team.repository.commit([".treeguard": "[migrations \"alembic\"]\n\trender = false\n"])
        try team.repository.git("checkout", "--quiet", "feature")
        try team.repository.git("merge", "--quiet", "main")
        try team.writePosts()
        try team.repository.commit()
        try team.alembic("upgrade", "head")
        let shown = try treeguard("rollback", "--to", "first", "--dry-run", in: team)
        #expect(shown.succeeded, "\(shown.outputText)\(shown.errorText)")
        let words = shown.outputText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("what would be lost is not known: .treeguard says render = false"), "\(words)")
    }
}
