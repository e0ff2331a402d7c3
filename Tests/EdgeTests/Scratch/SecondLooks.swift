import TestSupport
import Testing
import TreeGuardBase
import TreeGuardPostgres
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardSystem

/// The print of production, the text of the file, and the parts that text alone leaves open.
struct Spelled: Sendable, CustomTestStringConvertible {
    var around: String
    var production: String
    /// The same in other words, and something else in words that look alike.
    var same: String
    var other: String
    var part: String

    var testDescription: String { same }
}

@Suite struct SecondLooks {
    private static let orders = """
        CREATE TABLE orders (id int PRIMARY KEY, code varchar(20), total numeric, placed timestamptz, tags jsonb);
        """

    static let spelled = [
        Spelled(
            around: orders, production: "CREATE VIEW big AS SELECT o.id, o.total FROM orders o WHERE o.total > 100",
            same: "CREATE OR REPLACE VIEW big AS SELECT id, total FROM orders AS o WHERE (total > 100)",
            other: "CREATE VIEW big AS SELECT id, total FROM orders o WHERE total > 101", part: "query"),
        Spelled(
            around: orders, production: "CREATE VIEW named AS SELECT id AS a, upper(code) AS b FROM orders",
            same: "CREATE VIEW named (a, b) AS SELECT id, upper(code) FROM public.orders",
            other: "CREATE VIEW named (a, b) AS SELECT id, lower(code) FROM public.orders", part: "query"),
        Spelled(
            around: orders,
            production: "CREATE MATERIALIZED VIEW sums AS SELECT code, sum(total) AS total FROM orders o GROUP BY code",
            same: "CREATE MATERIALIZED VIEW sums AS SELECT o.code, sum(o.total) AS total FROM orders o GROUP BY 1",
            other: "CREATE MATERIALIZED VIEW sums AS SELECT o.code, max(o.total) AS total FROM orders o GROUP BY 1",
            part: "query"),
        Spelled(
            around: orders,
            production: "CREATE FUNCTION twice(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a * 2 AS x; END",
            same:
                "CREATE FUNCTION twice(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT (CAST(a AS int) * 2) AS x; END",
            other: "CREATE FUNCTION twice(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a + 2 AS x; END",
            part: "body"),
        Spelled(
            around: orders, production: "CREATE INDEX late ON orders ((id ^ 2), code)",
            same: "CREATE INDEX late ON orders ((id ^ 2), code)",
            other: "CREATE INDEX late ON orders ((id ^ 3), code)", part: "key expression"),
        Spelled(
            around: "CREATE SCHEMA shop; CREATE TABLE shop.orders (id int, code text); CREATE TABLE orders (id uuid);",
            production: "CREATE VIEW shop.codes AS SELECT o.code, o.id FROM shop.orders o WHERE o.id > 3",
            same: "SET search_path = shop; CREATE VIEW codes AS SELECT code, id FROM orders o WHERE id > 3",
            other: "SET search_path = shop; CREATE VIEW codes AS SELECT code, id FROM orders o WHERE id > 4",
            part: "query"),
        Spelled(
            around: "", production: "CREATE DOMAIN code AS int CONSTRAINT k CHECK (VALUE ^ 2 > 1) CHECK (VALUE < 9)",
            same: "CREATE DOMAIN code AS int CONSTRAINT k CHECK (VALUE ^ 2 > 1) CHECK (VALUE < 9)",
            other: "CREATE DOMAIN code AS int CONSTRAINT k CHECK (VALUE ^ 3 > 1) CHECK (VALUE < 9)", part: "condition"),
        Spelled(
            around: "", production: "CREATE TABLE d (a int DEFAULT (2 ^ 3))",
            same: "CREATE TABLE d (a int DEFAULT (2 ^ 3))",
            other: "CREATE TABLE d (a int DEFAULT (2 ^ 4))", part: "default"),
        Spelled(
            around: "CREATE TABLE d (a int);", production: "ALTER TABLE d ADD CONSTRAINT k CHECK (a ^ 2 > 1)",
            same: "ALTER TABLE d ADD CONSTRAINT k CHECK (a ^ 2 > 1)",
            other: "ALTER TABLE d ADD CONSTRAINT k CHECK (a ^ 3 > 1)", part: "condition"),
    ]

    @Test(arguments: spelled)
    func whatTextLeavesOpenTheServerTells(spelled: Spelled) throws {
        let same = try looked(spelled.around + spelled.production, spelled.same)
        #expect(
            same.before.uncompared.contains { $0.contains(spelled.part) },
            "\(same.before.complaints) \(same.before.uncompared)")
        #expect(same.after.complaints == [], "\(spelled.same)")
        let other = try looked(spelled.around + spelled.production, spelled.other)
        #expect(
            other.after.observations.contains { $0.status == .differs(["\(spelled.part) differs"]) },
            "\(other.after.complaints)")
    }

    /// The server keeps the names that a query gives to its tables, and they mean nothing.
    @Test func otherNamesInAQueryAreNeverSaidToDiffer() throws {
        let view = "CREATE VIEW big AS SELECT o.id FROM orders o WHERE o.total > 1"
        let looked = try looked(
            Self.orders + view, "CREATE VIEW big AS SELECT orders.id FROM orders WHERE orders.total > 1")
        #expect(looked.after == looked.before)
        #expect(looked.after.uncompared == ["query"])
    }

    @Test func columnsThatCameLaterAreNeverSaidToDiffer() throws {
        let looked = try looked(
            Self.orders + "CREATE VIEW every AS SELECT * FROM orders; ALTER TABLE orders ADD COLUMN late int",
            "CREATE VIEW every AS SELECT * FROM orders")
        #expect(looked.after.uncompared == ["query"])
    }

    /// Whoever proposes the change writes the file.
    @Test(arguments: [
        "COPY (SELECT 1) TO PROGRAM 'id'", "DO $$ BEGIN PERFORM 1; END $$", "SELECT 1", "CREATE EXTENSION dblink",
        "CREATE TABLE a AS SELECT pg_read_file('/etc/passwd')", "CREATE TEMP TABLE pg_class (a int)",
        "CREATE FUNCTION pg_temp.shown() RETURNS int LANGUAGE sql AS 'SELECT 1'", "SET ROLE postgres",
        "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'libc', 'getpid'", "DROP TABLE a", "GRANT ALL ON a TO PUBLIC",
        "ALTER TABLE a OWNER TO postgres", "CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION f()",
    ])
    func nothingButDefinitionsIsRun(sql: String) throws {
        let statement = try #require(SQL.statements(in: sql).first)
        #expect(ScratchSource(statement, text: sql).runnable == nil)
    }

    @Test func aMaterializedViewIsNeverFilled() throws {
        let sql = "CREATE MATERIALIZED VIEW v AS SELECT f()"
        let statement = try #require(SQL.statements(in: sql).first)
        #expect(ScratchSource(statement, text: sql).runnable?.hasSuffix("WITH NO DATA") == true)
    }

    @Test func theRoleOfTheScratchServerHasNoRights() throws {
        let settings = try Self.scratch.settings(ofMajorVersion: 15)
        let folder = try TemporaryFolder()
        let file = folder.path("made")
        for sql in [
            "COPY (SELECT 1) TO PROGRAM 'touch \(file)'", "COPY (SELECT 1) TO '\(file)'", "SET ROLE postgres",
            "SET SESSION AUTHORIZATION postgres", "SELECT pg_read_file('/etc/passwd')", "CREATE EXTENSION dblink",
            "SELECT lo_export(lo_create(0), '\(file)')", "CREATE DATABASE other",
        ] {
            guard case .failure = tryOut(settings, [Question(sql)], retryLimits) else {
                Issue.record("\(sql) was run")
                continue
            }
        }
        #expect(!Files.exists(file))
    }

    @Test func withoutAServerOfThatVersionTheNewestCompares() throws {
        let failure = #expect(throws: Failure.self) { try Self.scratch.settings(ofMajorVersion: 9) }
        #expect(failure?.code == .postgresMissing)
        let newest = try #require(PostgresBinaries.installed(run: Subprocess.run).first).majorVersion
        let substitute = try Self.scratch.settings(likeMajorVersion: 9)
        #expect(substitute.version == newest)
        #expect(substitute.missing?.next == "apt-get install postgresql-9")
        #expect(try Self.scratch.settings(likeMajorVersion: newest).missing == nil)
    }

    private func looked(_ ddl: String, _ file: String) throws -> (before: Evidence, after: Evidence) {
        let database = try TemporaryDatabase()
        try database.execute(ddl)
        let statements = SQL.statements(in: file)
        let (catalog, answers) = try asked(database, about: [file])
        let before = try catalog.evidence(for: [Script(statements)])[at: 0]
        let sources = ScratchSource.all(in: file, read: SQL.statements)
        let look = ScratchComparison(
            at: before.observations.flatMap(\.sightings), catalog, answers, sources: sources, read: SQL.statements)
        let told = try tryOut(try Self.scratch.settings(ofMajorVersion: 15), look.questions, retryLimits).get()
        return (before, Evidence(observations: look.settled(before.observations, by: told), script: before.script))
    }

    private func asked(_ database: TemporaryDatabase, about files: [String]) throws -> (Catalog, [Answer]) {
        let catalogNames = CatalogNames(of: files.map { Script(SQL.statements(in: $0)) })
        let questions = CatalogInquiry(about: catalogNames)
        let inquiry = Inquiry(first: questions.first) { questions.second($0) }
        let conversation = try ask(database.settings(), inquiry, retryLimits).get()
        let answers = questions.answers(conversation.first, conversation.second)
        return (Catalog(answers, read: SQL.statements), answers)
    }

    /// The evidence of the file once a scratch server has told its queries' columns.
    private func queried(_ ddl: String, _ files: String...) throws -> [Evidence] {
        let database = try TemporaryDatabase()
        try database.execute(ddl)
        let (catalog, answers) = try asked(database, about: files)
        let scripts = files.map { Script(SQL.statements(in: $0)) }
        let look = ScratchColumns(at: scripts, catalog, answers, read: SQL.statements)
        let told = try tryOut(try Self.scratch.settings(ofMajorVersion: 15), look.questions, retryLimits).get()
        return catalog.evidence(for: scripts, queried: look.columns(by: told))
    }

    @Test(arguments: [
        "CREATE TABLE late AS SELECT o.id, upper(code) AS code, sum(total) AS total FROM orders o GROUP BY o.id",
        "CREATE TABLE late (id, code, total) AS SELECT id, code::text, total * 2 FROM public.orders",
        "SELECT id, code || 'x' AS code, total INTO late FROM orders",
    ])
    func aTableOfAQueryHasTheQuerysColumns(file: String) throws {
        let whole = try queried(Self.orders + file, file)[at: 0]
        #expect(whole.complaints == [])
        #expect(whole.observations.count >= 4 && whole.script.unverified.isEmpty)
        let less = try queried(Self.orders + file + "; ALTER TABLE late DROP code", file)[at: 0]
        #expect(try less.complaints.count == 1 && less.complaints[at: 0].contains("code"))
        let other = try queried(Self.orders + file + "; ALTER TABLE late ALTER total TYPE int", file)[at: 0]
        #expect(other.lines == ["column late.total: is integer, expected numeric"])
    }

    @Test func aStarTakesWhatWasThereWhenItRan() throws {
        let file = "CREATE TABLE late AS SELECT * FROM orders"
        let evidence = try queried(Self.orders + file + "; ALTER TABLE orders ADD more int", file)[at: 0]
        #expect(evidence.complaints == [])
        #expect(evidence.observations.count == 6)
        #expect(evidence.script.unverified.map(\.what) == ["CREATE TABLE late: that its query gives no other columns"])
    }

    @Test func theFilesOwnSearchPathIsTheQuerys() throws {
        let file = "SET search_path = shop; CREATE TABLE late AS SELECT id FROM orders"
        let ddl = "CREATE SCHEMA shop; CREATE TABLE shop.orders (id uuid); CREATE TABLE orders (id int);"
        #expect(try queried(ddl + file, file)[at: 0].complaints == [])
        #expect(
            try queried(ddl + "CREATE TABLE shop.late AS SELECT id FROM orders", file)[at: 0].lines
                == ["column shop.late.id: is integer, expected uuid"])
    }

    static let scratch = ScratchServers(run: Subprocess.run)
}
