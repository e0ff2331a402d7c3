import TestSupport
import Testing

/// When the project's own code runs to tell what a revision does, and what it is kept from.
@Suite struct AlembicRendering {
    /// An env.py that does something before its own work.
    private func team(doing line: String) throws -> AlembicTeam {
        try AlembicTeam {
            $0.replacing(
                "def run_migrations_offline() -> None:", with: "def run_migrations_offline() -> None:\n    \(line)")
        }
    }

    private func upgraded(_ team: AlembicTeam) throws -> AlembicTeam {
        try team.writePosts()
        try team.alembic("upgrade", "head")
        return team
    }

    @Test func withoutAlembicTheLedgerAloneDecidesAndSaysSo() throws {
        let team = try upgraded(AlembicTeam())
        try runProgram("rm", "\(team.repository.path)/.venv")
        let check = try team.check()
        #expect(check.verdict == "SAFE" && check.verifiable("posts") == 0, "\(check)")
        #expect(check.remarks("posts").contains("objects were not verified: Alembic is not installed"), "\(check)")
    }

    @Test func anEnvironmentThatConnectsIsStopped() throws {
        let team = try upgraded(
            team(doing: "engine_from_config(config.get_section(config.config_ini_section)).connect()"))
        let check = try team.check()
        #expect(check.verdict == "SAFE" && check.verifiable("posts") == 0, "\(check)")
        #expect(check.remarks("posts").contains("something tried to connect"), "\(check)")
    }

    @Test func aDriverUsedDirectlyIsStopped() throws {
        let team = try upgraded(team(doing: "import psycopg2; psycopg2.connect('')"))
        #expect(try team.check().remarks("posts").contains("something tried to connect"))
    }

    @Test func noSecretReachesTheProjectsCode() throws {
        let team = try upgraded(
            team(doing: "import os; raise Exception(os.environ['APP_DB_URL'] + os.environ['API_TOKEN'])"))
        let check = try team.check(
            environment: ["APP_DB_URL": "postgresql://u:hush@db.example.com/x", "API_TOKEN": "hush"])
        #expect(check.remarks("posts").contains("treeguard.invalid"), "\(check)")
        #expect(!check.description.contains("hush"), "\(check)")
    }

    @Test func aHookRunsItOnlyWhereTheTeamSaysSo() throws {
        let team = try upgraded(AlembicTeam())
        let hook = ["GIT_REFLOG_ACTION": "merge"]
        #expect(try team.check(environment: hook).remarks("posts").contains("render = true"))
        try team.repository.git("stash", "--quiet", "--include-untracked")
        try team.repository.git("checkout", "--quiet", "main")
        try team.repository.commit([".treeguard": "[migrations \"alembic\"]\n\trender = true\n"])
        try team.repository.git("checkout", "--quiet", "feature")
        try team.repository.git("stash", "pop", "--quiet")
        let check = try team.check(environment: hook)
        #expect(check.verifiable("posts") > 0, "\(check)")
    }

    @Test func aTeamMayForbidIt() throws {
        let team = try AlembicTeam()
        try team.repository.git("checkout", "--quiet", "main")
        try team.repository.commit([".treeguard": "[migrations \"alembic\"]\n\trender = false\n"])
        try team.repository.git("checkout", "--quiet", "feature")
        let check = try upgraded(team).check()
        #expect(check.verifiable("posts") == 0 && check.remarks("posts").contains("render = false"), "\(check)")
    }

    @Test func aBranchThatIsNotCheckedOutIsNotRun() throws {
        let team = try upgraded(AlembicTeam())
        try team.repository.commit()
        let check = try team.check("--source", "feature")
        #expect(check.verdict == "SAFE" && check.remarks("posts").contains("check it out"), "\(check)")
    }

    @Test func aRevisionThatQueriesIsJudgedByTheLedgerAndTheOthersAreVerified() throws {
        let team = try AlembicTeam()
        try team.revise("asks", after: "'first'", "op.get_bind().execute(sa.text('SELECT 1')).scalar()")
        try team.revise("makes", after: "'asks'", "op.create_table('made', sa.Column('id', sa.Integer))")
        try team.alembic("upgrade", "head")
        let check = try team.check()
        #expect(check.verdict == "SAFE" && check.verifiable("makes") > 0, "\(check)")
        #expect(check.remarks("asks").contains("objects were not verified"), "\(check)")
    }
}
