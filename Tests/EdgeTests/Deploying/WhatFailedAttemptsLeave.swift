import TestSupport
import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardPostgres
import TreeGuardSystem

/// The leftovers of a failed attempt are found, and removed before the next.
@Suite struct WhatFailedAttemptsLeave {
    private let database: TemporaryDatabase

    init() throws {
        database = try TemporaryDatabase()
        try database.execute("CREATE TABLE seen (x int, y int); INSERT INTO seen VALUES (1, 1), (1, 2)")
    }

    private func indexes() throws -> String {
        try database.execute(
            "SELECT string_agg(indexrelid::regclass || ':' || indisvalid, ' ' ORDER BY 1) FROM pg_index WHERE indrelid = 'seen'::regclass"
        )
    }

    @Test func anIndexThatCouldNotBeBuiltIsGoneAgain() throws {
        let files = DeployedFiles("INSERT INTO seen VALUES (5, 5); CREATE UNIQUE INDEX CONCURRENTLY u ON seen (x)")
        let failure = try #require(try files.deploy(to: database.settings()))
        #expect(failure.standing == .before(part: 1))
        #expect(failure.state == "23505")
        // What is recorded says nothing of anybody's rows.
        let error = try database.execute("SELECT error FROM treeguard.deployment")
        #expect(error == "deployment-failed 23505 unique_violation, line 1")
        #expect(try indexes() == "")
        try database.execute("DELETE FROM seen WHERE y = 2")
        #expect(try files.deploy(to: database.settings(), as: "b") == nil)
        #expect(try indexes() == "u:true")
        #expect(try database.execute("SELECT count(*) FROM seen WHERE x = 5") == "1")
    }

    @Test(arguments: [
        "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON seen (y)", "CREATE INDEX CONCURRENTLY i ON seen (y)",
    ])
    func anInvalidIndexOfTheNameIsDroppedFirst(_ sql: String) throws {
        try database.execute(
            "CREATE INDEX i ON seen (y); UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass")
        var cleared: [String] = []
        let failure = try DeployedFiles(sql).deploy(to: database.settings()) { moment, _ throws(Failure) in
            if case .clearing(let statement) = moment { cleared.append(statement) }
        }
        #expect(failure == nil)
        #expect(cleared == ["DROP INDEX CONCURRENTLY IF EXISTS public.i"])
        #expect(try indexes() == "i:true")
    }

    @Test func whatReindexingLeftIsDroppedFirst() throws {
        try database.execute(
            """
            CREATE INDEX i ON seen (y); CREATE INDEX i_ccnew ON seen (y);
            UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i_ccnew'::regclass
            """)
        #expect(try DeployedFiles("REINDEX INDEX CONCURRENTLY i").deploy(to: database.settings()) == nil)
        #expect(try indexes() == "i:true")
    }

    /// Three attempts failed, one after the other.
    @Test(arguments: [
        ("CREATE INDEX CONCURRENTLY ON seen (y)", ["seen_y_idx", "seen_y_idx1", "seen_y_idx2"], "seen_y_idx:true"),
        (
            "REINDEX INDEX CONCURRENTLY seen_x", ["seen_x_ccnew", "seen_x_ccnew1", "seen_x_ccold", "seen_x_ccnew12"],
            "seen_x:true"
        ),
    ])
    func allThatTheyLeftIsDroppedFirst(sql: String, left: [String], then: String) throws {
        if sql.hasPrefix("REINDEX") { try database.execute("CREATE INDEX seen_x ON seen (x)") }
        for name in left {
            try database.execute(
                """
                CREATE INDEX \(name) ON seen (y);
                UPDATE pg_index SET indisvalid = false WHERE indexrelid = '\(name)'::regclass
                """)
        }
        var cleared: [String] = []
        let failure = try DeployedFiles(sql).deploy(to: database.settings()) { moment, _ throws(Failure) in
            if case .clearing(let statement) = moment { cleared.append(statement) }
        }
        #expect(failure == nil)
        #expect(Set(cleared) == Set(left.map { "DROP INDEX CONCURRENTLY IF EXISTS public.\($0)" }))
        #expect(try indexes() == then)
    }

    @Test func aNamelessIndexBesideItsTwinIsRefused() throws {
        try database.execute("CREATE INDEX ON seen (y)")
        let failure = try DeployedFiles("CREATE INDEX CONCURRENTLY ON seen (y)").deploy(to: database.settings())
        #expect(failure?.failure.code == .notDeployable)
    }

    @Test func aFullDiskUndoesTheFile() throws {
        let disk = try SmallDisk(for: database)
        defer { disk.remove() }
        let files = DeployedFiles("INSERT INTO seen VALUES (7, 7);\n" + disk.filling)
        let failure = try #require(try files.deploy(to: database.settings()))
        #expect(failure.state == "53100")
        #expect(failure.standing == .before(part: 0))
        #expect(try database.execute("SELECT count(*) FROM seen WHERE x = 7") == "0")
        try disk.makeRoom()
        #expect(try files.deploy(to: database.settings(), as: "b") == nil)
        #expect(try database.execute("SELECT count(*) FROM seen WHERE x = 7") == "1")
    }
}

/// A tablespace on a filesystem of eight megabytes. Where we may not mount one, a statement that complains as the server
/// does about a full disk stands in for it.
private struct SmallDisk {
    private let folder: String
    private let database: TemporaryDatabase
    private let isReal: Bool
    private var name: String { "disk_\(database.name)" }

    init(for database: TemporaryDatabase) throws {
        self.database = database
        folder = try Files.makeTemporaryFolder(named: "disk")
        isReal = (try? runProgram("mount", "-t", "tmpfs", "-o", "size=8m,mode=777", "tmpfs", folder)) != nil
        if isReal {
            let made = database.server.runAsOwner("/bin/mkdir", ["\(folder)/space"])
            guard made.succeeded else { throw ProgramFailed(command: Command("mkdir", ["space"]), result: made) }
            try database.execute("CREATE TABLESPACE \(name) LOCATION '\(folder)/space'")
        } else {
            try database.execute("CREATE TABLE room (is_there boolean)")
        }
    }

    /// More than there is room for.
    var filling: String {
        isReal
            ? "CREATE TABLE large TABLESPACE \(name) AS SELECT repeat('x', 1000) t FROM generate_series(1, 20000)"
            : """
            DO $$ BEGIN IF NOT EXISTS (SELECT FROM room) THEN
                RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100';
            END IF; END $$
            """
    }

    func makeRoom() throws {
        if isReal {
            try runProgram("mount", "-o", "remount,size=256m", folder)
        } else {
            try database.execute("INSERT INTO room VALUES (true)")
        }
    }

    func remove() {
        if isReal {
            _ = try? database.execute("DROP TABLE IF EXISTS large; DROP TABLESPACE \(name)")
            _ = try? runProgram("umount", "--lazy", folder)
        }
        try? Files.remove(folder)
    }
}
