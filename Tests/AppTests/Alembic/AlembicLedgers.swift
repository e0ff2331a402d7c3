import TestSupport
import Testing

/// The place of Alembic's table, and its faults.
@Suite struct AlembicLedgers {
    @Test func aHeadThatNoScriptHasIsAnErrorWithAnExplanation() throws {
        let team = try AlembicTeam()
        try team.writePosts()
        try team.database.execute("UPDATE alembic_version SET version_num = 'elsewhere'")
        let check = try team.check()
        #expect(check.verdict == "ERROR" && check.state("posts") == "unknown", "\(check)")
        #expect(
            check.description.contains("elsewhere") && check.description.contains("ahead of this branch"), "\(check)")
    }

    @Test func aHeadThatOnlyTheTargetHasIsKnown() throws {
        let team = try AlembicTeam()
        try team.writePosts()
        try team.repository.commit()
        try team.repository.git("checkout", "--quiet", "main")
        try team.revise("theirs", after: "'first'", "op.create_table('theirs', sa.Column('id', sa.Integer))")
        try team.repository.commit()
        try team.alembic("upgrade", "head")
        try team.repository.git("checkout", "--quiet", "feature")
        let check = try team.check()
        #expect(check.verdict == "NEEDS_MIGRATION" && check.state("posts") == "pending", "\(check)")
        #expect(check.problems.contains("2 heads"), "\(check)")
    }

    @Test func anEmptyTableMeansThatNothingIsApplied() throws {
        let team = try AlembicTeam()
        try team.writePosts()
        try team.database.execute("DELETE FROM alembic_version")
        #expect(try team.check().ledger("posts") == "not recorded")
    }

    @Test func aTableThatIsAbsentIsSaid() throws {
        let team = try AlembicTeam()
        try team.writePosts()
        try team.database.execute("DROP TABLE alembic_version")
        let check = try team.check()
        #expect(check.ledger("posts") == "absent" && check.state("posts") == "pending", "\(check)")
    }

    @Test func theSchemaThatTheEnvironmentNamesCountsAlone() throws {
        let team = try AlembicTeam { source in
            source.replacing(
                "connection=connection, target_metadata=target_metadata",
                with: "connection=connection, target_metadata=target_metadata, version_table='history', "
                    + "version_table_schema=config.get_main_option('history_schema')"
            ).replacing(
                "with connectable.connect() as connection:",
                with: """
                    with connectable.connect() as connection:
                            connection.exec_driver_sql('CREATE SCHEMA IF NOT EXISTS kept')
                            connection.commit()
                    """)
        } settings: {
            "history_schema = kept"
        }
        try team.writePosts()
        try team.alembic("upgrade", "head")
        #expect(try team.database.execute("SELECT version_num FROM kept.history") == "posts")
        try team.database.execute(
            "CREATE TABLE history (version_num varchar(32)); INSERT INTO history VALUES ('elsewhere')")
        let check = try team.check()
        #expect(check.verdict == "SAFE" && check.ledger("posts") == "recorded", "\(check)")
    }

    @Test func twoTablesAreAnErrorUnlessOneIsNamed() throws {
        let team = try AlembicTeam()
        try team.writePosts()
        try team.database.execute(
            "CREATE SCHEMA other; CREATE TABLE other.alembic_version (version_num varchar(32) PRIMARY KEY)")
        let check = try team.check()
        #expect(check.verdict == "ERROR", "\(check)")
        #expect(check.description.contains("migrations.alembic.ledger"), "\(check)")
    }

    @Test func aTableThatMayNotBeReadIsAnError() throws {
        let team = try AlembicTeam()
        try team.writePosts()
        let role = "blind_\(team.database.name)"
        try team.database.execute("CREATE ROLE \(role) LOGIN")
        let check = try team.check(user: role)
        #expect(check.verdict == "ERROR" && check.state("posts") == "unknown", "\(check)")
        #expect(check.description.contains("SELECT"), "\(check)")
        try team.database.execute("DROP ROLE \(role)")
    }
}
