import TestSupport
import Testing
import TreeGuardBase

/// TreeGuard beside the real Alembic, on a real PostgreSQL.
@Suite struct RealAlembic {
    @Test func whatWasUpgradedIsAppliedAndWhatWasDowngradedIsPending() throws {
        let team = try AlembicTeam()
        try team.writePosts()
        let before = try team.check()
        #expect(before.verdict == "NEEDS_MIGRATION" && before.state("posts") == "pending", "\(before)")
        #expect(before.verifiable("posts") > 3, "\(before)")
        try team.alembic("upgrade", "head")
        let after = try team.check()
        #expect(after.verdict == "SAFE" && after.state("posts") == "applied", "\(after)")
        #expect(after.ledger("posts") == "recorded" && after.present("posts") == after.verifiable("posts"))
        try team.alembic("downgrade", "-1")
        #expect(try team.check().state("posts") == "pending")
    }

    @Test func aColumnThatSomebodyDroppedIsNamed() throws {
        let team = try AlembicTeam()
        try team.writePosts()
        try team.alembic("upgrade", "head")
        try team.database.execute("ALTER TABLE posts DROP COLUMN title")
        let check = try team.check()
        #expect(check.verdict == "PARTIAL_MIGRATION" && check.state("posts") == "missing", "\(check)")
        #expect(check.missing("posts").contains("title"), "\(check)")
    }

    @Test func whatWasAppliedByHandIsUntracked() throws {
        let team = try AlembicTeam()
        try team.writePosts()
        try team.database.execute(
            "CREATE TABLE posts (id bigserial PRIMARY KEY, title text); CREATE INDEX posts_title ON posts (title)")
        let check = try team.check()
        #expect(check.verdict == "PARTIAL_MIGRATION" && check.state("posts") == "untracked", "\(check)")
        #expect(check.description.contains("treeguard repair --dry-run"), "\(check)")
        let repair = try team.treeguard(["repair", "--yes"])
        #expect(repair.succeeded && repair.outputText.contains("version_num posts in place of first"), "\(repair)")
        #expect(try team.alembic("current").contains("posts (head)"))
        #expect(try team.check().verdict == "SAFE")
    }

    @Test func twoHeadsAreReportedAndAMergeRevisionJoinsThem() throws {
        let team = try AlembicTeam()
        try team.writePosts()
        try team.revise("tags", after: "'first'", "op.create_table('tags', sa.Column('id', sa.Integer))")
        let apart = try team.check()
        #expect(apart.problems.contains("2 heads") && apart.problems.contains("alembic merge heads"), "\(apart)")
        try team.alembic("upgrade", "heads")
        #expect(try team.check().verdict == "SAFE")
        try team.revise("joined", after: "('posts', 'tags')", "op.create_table('joint', sa.Column('id', sa.Integer))")
        let joined = try team.check()
        #expect(!joined.problems.contains("would have"), "\(joined)")
        #expect(joined.state("joined") == "pending" && joined.state("tags") == "applied", "\(joined)")
        #expect(joined.verifiable("joined") > 0, "\(joined)")
        try team.alembic("upgrade", "head")
        #expect(try team.check().verdict == "SAFE")
    }

    @Test func aDependencyOfAnotherBranchIsAppliedWithWhatNeedsIt() throws {
        let team = try AlembicTeam()
        try team.revise("other", after: nil, "op.create_table('other', sa.Column('id', sa.Integer))")
        try team.revise(
            "needs", after: "'first'", depending: "'other'", "op.create_table('needy', sa.Column('id', sa.Integer))")
        #expect(try team.check().verdict == "NEEDS_MIGRATION")
        try team.alembic("upgrade", "needs")
        // Alembic keeps `needs` alone: that it had `other` first is known by the scripts.
        #expect(try team.database.execute("SELECT version_num FROM alembic_version") == "needs")
        let check = try team.check()
        #expect(check.verdict == "SAFE" && check.ledger("other") == "recorded", "\(check)")
    }

    @Test func anIndexBuiltConcurrentlyOutsideOfTheTransactionIsVerified() throws {
        let team = try AlembicTeam()
        try team.revise(
            "quiet", after: "'first'",
            """
            with op.get_context().autocommit_block():
                op.create_index('users_id', 'users', ['id'], postgresql_concurrently=True)
            op.execute("UPDATE users SET id = id")
            """)
        try team.alembic("upgrade", "head")
        let check = try team.check()
        #expect(check.verdict == "SAFE" && check.verifiable("quiet") == 1, "\(check)")
        #expect(check.remarks("quiet").contains("alembic upgrade --sql"), "\(check)")
    }
}
