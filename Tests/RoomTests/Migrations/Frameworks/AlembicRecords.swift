import Testing
import TreeGuardSchema

@testable import TreeGuardBase
@testable import TreeGuardMigrations

/// The rows that a repair would write, and the parts that rendering leaves out.
@Suite struct AlembicRecords {
    private let table = LedgerTable(
        schema: "public", name: "alembic_version", columns: [.init("version_num", "character varying(32)")])

    private func migration(_ id: String, _ requires: String...) -> Migration {
        Migration(
            path: RepositoryPath("alembic/versions/\(id).py"), identity: .init(framework: "alembic", key: id),
            version: id, name: id, sequence: "alembic", position: Position(numbers: [], name: id), content: .workTree,
            requires: requires)
    }

    private func recording(of id: String, at heads: String...) -> LedgerRecording? {
        let all = [migration("a"), migration("b", "a"), migration("c", "a"), migration("d", "b", "c")]
        let keeper = AlembicLedger(LedgerSequence(path: "alembic", migrations: all))
        return all.first { $0.version == id }.flatMap { keeper.recording(of: $0, nil, in: table, heads.map { [$0] }) }
    }

    @Test func theHeadThatARevisionFollowsGivesWayToIt() throws {
        let found = recording(of: "b", at: "a")
        let recording = try #require(found)
        #expect(recording.statements.map(\.parameters) == [["a"], ["b"]])
        #expect(recording.description.contains("alembic stamp b"), "\(recording.description)")
    }

    @Test func aBaseIsOnlyAdded() {
        #expect(recording(of: "a")?.statements.map(\.parameters) == [["a"]])
    }

    @Test func aBranchLeavesTheOtherHeadAndAMergeReplacesBoth() {
        #expect(recording(of: "c", at: "b")?.statements.map(\.parameters) == [["c"]])
        #expect(recording(of: "d", at: "b", "c")?.statements.map(\.parameters) == [["b"], ["c"], ["d"]])
    }

    @Test func nothingIsRecordedPastAGapOrTwiceOrBesideAnUnknownHead() {
        #expect(recording(of: "d", at: "b") == nil)
        #expect(recording(of: "a", at: "b") == nil)
        #expect(recording(of: "b", at: "a", "elsewhere") == nil)
    }

    @Test func whatAlembicWritesForItselfIsLeftOut() {
        let text = """
            BEGIN;

            CREATE TABLE alembic_version (
                version_num VARCHAR(32) NOT NULL
            );

            -- Running upgrade  -> a

            CREATE TABLE x (id INTEGER);

            INSERT INTO alembic_version (version_num) VALUES ('a') RETURNING alembic_version.version_num;
            UPDATE s.v SET version_num='b' WHERE s.v.version_num = 'a';
            DELETE FROM alembic_version WHERE alembic_version.version_num = 'c';
            INSERT INTO other (version_num) SELECT 'x';
            COMMIT;

            """
        let sql = ProgramRendering.migrationAlone(text).split(separator: "\n")
        #expect(sql == ["CREATE TABLE x (id INTEGER);", "INSERT INTO other (version_num) SELECT 'x';"])
    }

    @Test func framesAreReadByTheirLength() {
        let frames = ProgramRendering.ofAlembic(
            in: Array("failed a 5\nno\nno\nok b 26\n-- Running upgrade  -> b\nX\n".utf8))
        #expect(frames == ["a": .unavailable("no\nno"), "b": .sql("X")])
        #expect(ProgramRendering.ofAlembic(in: Array("ok a 500\nX".utf8)).isEmpty)
    }

    @Test func variablesThatLeadToADatabaseLeadNowhere() {
        let changes = OfflineEnvironment.changes(to: [
            "PGPASSWORD": "hush", "APP_DATABASE_URI": "postgresql+asyncpg://u:hush@db/x", "DB_HOST": "db",
            "DB_PORT": "5432",
            "SECRET_KEY": "hush", "HOME": "/home/ada", "DOCS": "https://example.com/", "PATH": "/bin",
        ])
        #expect(changes["PGPASSWORD"] == .some(nil))
        #expect(changes["APP_DATABASE_URI"] == "postgresql+asyncpg://treeguard@treeguard.invalid/treeguard")
        #expect(changes["DB_HOST"] == "treeguard.invalid" && changes["SECRET_KEY"] == "treeguard")
        for name in ["DB_PORT", "HOME", "DOCS", "PATH"] { #expect(changes[name] == nil, "\(name)") }
        #expect(changes["PGHOST"] == "treeguard.invalid")
    }
}
