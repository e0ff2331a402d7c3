import Testing
import TreeGuardSQL
import TreeGuardSchema

/// Files as they are found, not as they should be.
@Suite struct InTheWild {
    @Test(arguments: positions)
    func aStatementKnowsWhereItStands(text: String, expected: [SourceRange]) {
        #expect(SQL.statements(in: text).map(\.range) == expected)
    }

    static let positions: [(String, [SourceRange])] = [
        ("SELECT 1", [SourceRange(offset: 0, length: 8, line: 1, column: 1)]),
        ("\n\t SELECT 1 ;", [SourceRange(offset: 3, length: 8, line: 2, column: 3)]),
        (
            "-- é\r\n/* a\r\n /* b */ */ SELECT\r\n 1 -- x\r\n;SELECT 2;",
            [
                SourceRange(offset: 25, length: 10, line: 3, column: 13),
                SourceRange(offset: 43, length: 8, line: 5, column: 2),
            ]
        ),
        (
            "SELECT 'é€😀'; SELECT 2",
            [
                SourceRange(offset: 0, length: 18, line: 1, column: 1),
                SourceRange(offset: 20, length: 8, line: 1, column: 15),
            ]
        ),
        (
            "SELECT 1\r; SELECT 2",
            [
                SourceRange(offset: 0, length: 8, line: 1, column: 1),
                SourceRange(offset: 11, length: 8, line: 2, column: 3),
            ]
        ),
        (";;; ;\n", []),
        (
            "SELECT 1; \\echo hi\nSELECT FRM a b;\nSELECT 2",
            [
                SourceRange(offset: 0, length: 8, line: 1, column: 1),
                SourceRange(offset: 10, length: 8, line: 1, column: 11),
                SourceRange(offset: 19, length: 14, line: 2, column: 1),
                SourceRange(offset: 35, length: 8, line: 3, column: 1),
            ]
        ),
    ]

    @Test func oneBadStatementLeavesTheOthersReadable() {
        let kinds = kinds("CREATE SCHEMA a; CREATE TABEL x (b int); CREATE SCHEMA b; CREATE TABLE (; CREATE SCHEMA c;")
        #expect(
            kinds == [
                .createSchema(name: "a", ifNotExists: false),
                .unanalysable(reason: "syntax error at or near \"TABEL\""),
                .createSchema(name: "b", ifNotExists: false),
                .unanalysable(reason: "syntax error at or near \"(\""),
                .createSchema(name: "c", ifNotExists: false),
            ])
    }

    @Test func whatIsNeverClosedTakesTheRest() {
        #expect(reasons("SELECT 1; SELECT 'abc; SELECT 2;").count == 1)
        #expect(reasons("SELECT 1; SELECT $a$ abc; SELECT 2; $b$").count == 1)
        #expect(kinds("SELECT 1; SELECT 2 /* never closed").count == 2)
    }

    @Test func aNULByteIsUnanalysable() {
        #expect(reasons("SELECT 1; SELECT '\u{0}'; SELECT 2") == ["it contains a NUL byte"])
        #expect(reasons("SELECT 1;\u{0}") == ["it contains a NUL byte"])
        #expect(reasons("-- a\u{0}b\n") == ["it contains a NUL byte"])
        #expect(reasons("CREATE TABLE t (a int); -- a\u{0}b") == ["it contains a NUL byte"])
    }

    @Test(arguments: [
        ("\\i other.sql", "psql's \\i runs another file, which was not read"),
        ("\\ir other.sql", "psql's \\ir runs another file, which was not read"),
        ("\\c production", "psql's \\c goes on in another session or database"),
        ("\\if :x", "psql's \\if decides at run time which statements run"),
        ("\\! rm x", "psql's \\! runs a program of the shell"),
        ("\\q", "psql's \\q ends the file here"),
        ("\\frobnicate", "psql's \\frobnicate is not understood"),
        ("SELECT 'drop table x' \\gexec", "psql's \\gexec runs what the query returns"),
    ])
    func aCommandOfPsqlThatMattersIsUnanalysable(text: String, reason: String) {
        #expect(reasons("SELECT 1;\n\(text)\nSELECT 2;") == [reason])
        #expect(kinds("SELECT 1;\n\(text)\nSELECT 2;").count == 3)
    }

    @Test func aHarmlessCommandOfPsqlIsWithoutEffect() {
        #expect(
            kinds("\\set ON_ERROR_STOP on\n\\echo 'it''s; \\\\ fine'\n\\dt+ \\\\ SELECT 1;\n\\copy t from 'x.csv' csv")
                == [
                    .withoutEffect(command: "\\set"), .withoutEffect(command: "\\echo"),
                    .withoutEffect(command: "\\dt+"), .withoutEffect(command: "SELECT"), .data(command: "\\copy"),
                ])
    }

    @Test func aCommandOfPsqlIsFoundOnlyOutsideOfQuotes() {
        let text = "SELECT '\\i x', $$\\i x$$, E'\\'\\i', \"\\i\" -- \\i x\n/* \\i x */ FROM t;"
        #expect(kinds(text) == [.data(command: "SELECT")])
    }

    @Test func aCommandOfPsqlInsideAStatementIsBlanked() {
        #expect(
            kinds("CREATE SCHEMA\n\\echo hi\na;\nSELECT 1 \\g\nUPDATE t SET a = 1\\; SELECT 2;") == [
                .createSchema(name: "a", ifNotExists: false), .withoutEffect(command: "SELECT"),
                .data(command: "UPDATE"),
                .withoutEffect(command: "SELECT"),
            ])
    }

    @Test(arguments: ["SELECT :name", "INSERT INTO t VALUES (:'name')", "SELECT * FROM :\"name\"", "DROP TABLE :{?x}"])
    func aVariableOfPsqlMakesItsStatementUnanalysable(text: String) {
        let found = reasons("SELECT a::int, b[1:2] FROM x; \(text); SELECT 1;")
        #expect(found.count == 1)
        #expect(found.first?.contains("is a variable that the text does not set") == true)
    }

    @Test func theRowsAfterCopyAreSkipped() {
        let text =
            "COPY t (a, b) FROM stdin;\n1\tit's; \\N\n\\.\r\nCREATE SCHEMA a;\n\\copy t from stdin\n'\n\\.\nSELECT 1;"
        #expect(
            kinds(text) == [
                .data(command: "COPY"), .createSchema(name: "a", ifNotExists: false), .data(command: "\\copy"),
                .withoutEffect(command: "SELECT"),
            ])
    }

    @Test func rowsAfterCopyThatNeverEndAreUnanalysable() {
        #expect(
            kinds("COPY t FROM STDIN;\n1\t2\nCREATE TABLE x ();") == [
                .data(command: "COPY"),
                .unanalysable(reason: "the rows of COPY ... FROM stdin do not end with \\."),
            ])
    }

    @Test func semicolonsInsideABodyEndNothing() {
        let text = """
            CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;
            CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2);
            BEGIN; END;
            CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1; SELECT 2';
            SELECT E'a'
            'b\\'; SELECT 1';
            """
        #expect(kinds(text).count == 6)
        #expect(reasons(text) == [])
    }

    @Test func emptyTextsHaveNoStatement() {
        #expect(SQL.statements(in: "") == [])
        #expect(SQL.statements(in: " \n-- only\n/* comments */") == [])
    }

    @Test func aNameIsCutAtSixtyThreeBytes() {
        let long = String(repeating: "a", count: 80)
        #expect(kinds("CREATE SCHEMA \(long)") == [.createSchema(name: String(long.prefix(63)), ifNotExists: false)])
    }
}
