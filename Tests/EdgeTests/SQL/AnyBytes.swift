import TestSupport
import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardRisk
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardVerdicts

/// Whatever bytes a file holds, everything that reads SQL comes to an end, and the process lives. The texts are the same
/// in every run.
@Suite struct AnyBytes {
    /// Feeds one text to a check, a plan, a rollback and a scratch server.
    private func swallow(_ bytes: [UInt8], beside other: String = "") {
        let source = SourceText(bytes: bytes)
        for framework in Frameworks.all { _ = framework.text(of: source.text, at: "db/1.sql") }
        let statements = SQL.statements(in: source.text)
        for statement in statements {
            let range = statement.range
            #expect(range.offset >= 0 && range.length >= 0)
            #expect(range.offset + range.length <= source.text.utf8.count)
        }
        let instructions = SQL.instructions(in: source.text)
        #expect(instructions.flatMap(\.statements) == statements)
        check(source.text, statements, beside: other)
        run(instructions, source.text)
    }

    private func read(_ bytes: [UInt8]) {
        let source = SourceText(bytes: bytes)
        let instructions = SQL.instructions(in: source.text)
        _ = try? Part.cutting(instructions, of: "db/1.sql")
        _ = Rollback.reversing(instructions, knowing: PriorSchema(files: [], wasPending: true))
        _ = ScratchSource.all(in: source.text, read: SQL.statements)
    }

    private func check(_ text: String, _ statements: [Statement], beside other: String) {
        let script = Script(statements)
        var catalogNames = CatalogNames(of: [script])
        catalogNames.add(needsOf: statements)
        _ = CatalogInquiry(about: catalogNames)
        for sql in [text, other] {
            let catalog = Catalog.after([sql])
            let evidence = catalog.evidence(for: [script])
            for one in Evidence.located(evidence, sequences: [0]) {
                _ = Judgement(of: Judgement.Subject(change: .new, ledger: .none, evidence: one))
            }
            for one in evidence { _ = evidenceLines(one.observations) }
            _ = obstacles(to: [Attempt(.pending, statements)], in: catalog, catalogNames)
            _ =
                ScratchComparison(
                    at: evidence.flatMap(\.observations).flatMap(\.sightings), catalog, [],
                    sources: ScratchSource.all(in: text, read: SQL.statements), read: SQL.statements
                ).questions
        }
    }

    private func run(_ instructions: [Instruction], _ text: String) {
        _ = try? Part.cutting(instructions, of: "db/1.sql")
        var search = LockSearch(nil)
        for instruction in instructions {
            _ = search.locks(of: instruction)
            _ = instruction.heading
            _ = LeftoverIndex(of: instruction)
        }
        _ = PlannedNames(of: instructions)
        if let plan = try? Plan.ofFile(text) {
            _ = PlanSurvey(plan, nil)
            _ = TouchedTables(plan)
        }
        for before in [[], [instructions]] {
            _ = Rollback.reversing(instructions, knowing: PriorSchema(files: before, wasPending: true))
        }
    }

    // MARK: Texts

    /// One of each thing that opens and must be closed, and of what reads numbers.
    private static let sample = """
        \u{FEFF}CREATE TABLE t (a int DEFAULT 1e5, "b""c" text CHECK ("b""c" <> E'\\'x'), d interval DEFAULT '1 day 02:03');\r
        -- a comment; with a semicolon
        COPY t (a) FROM stdin;
        1\ttwo
        \\.
        CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $body$ BEGIN RETURN $1; END $body$;
        DO $$ BEGIN IF NOT EXISTS (SELECT 1) THEN CREATE TYPE e AS ENUM ('a', 'b'); END IF; EXCEPTION WHEN others THEN NULL; END $$;
        /* nested /* comment */ */ CREATE INDEX CONCURRENTLY i ON t USING btree (lower("b""c") DESC) WHERE a IN (1, 2);
        COMMENT ON TABLE t IS 'it''s'; GRANT SELECT (a) ON t TO r WITH GRANT OPTION;
        INSERT INTO t VALUES (:v, U&'\\0041', B'01', $1) ON CONFLICT DO NOTHING; \\echo hi
        CREATE RULE r AS ON DELETE TO t DO ALSO (DELETE FROM u; UPDATE u SET a = '{"k": [1, 2]}'::jsonb);
        CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 ELSE 2 END; END;
        """

    @Test func aTextCutAnywhere() {
        let bytes = Array(Self.sample.utf8)
        for end in 0...bytes.count {
            // Reading, cutting and undoing depend on every byte; what follows, on what was read.
            if end % 7 == 0 { swallow(Array(bytes[..<end])) } else { read(Array(bytes[..<end])) }
        }
    }

    @Test func aTextThatBeginsAnywhere() {
        let bytes = Array(Self.sample.utf8)
        for start in stride(from: 1, to: bytes.count, by: 5) { read(Array(bytes[start...])) }
    }

    private static let openings = [
        "$$", "$a$", "$é$", "'", "E'", "E'\\", "U&'", "\"", "U&\"", "/*", "/* /*", "--", "(", "[", "{", ":", "::", "\\",
        "\\copy t from stdin", "COPY t FROM stdin;\n1", "COPY t FROM stdin;", "BEGIN ATOMIC", "CASE", "\u{0}",
        "\u{FEFF}", "\r",
        "$", "$1$", "@", "e", "E", "B'", "X'", ".", "1e", "1.", "&", "\u{301}", "\u{200D}",
    ]

    @Test(arguments: openings) func somethingThatIsNeverClosed(opening: String) {
        let statements = [
            "", "SELECT ", "CREATE FUNCTION f() RETURNS int AS ", "DO ", "INSERT INTO t VALUES (",
            "COMMENT ON TABLE t IS ",
            "GRANT a TO ", "CREATE TABLE t (a int DEFAULT ", "ALTER TABLE t ADD CHECK (", "DROP TABLE ",
            "CREATE RULE r AS ",
        ]
        for statement in statements {
            for end in ["", ";", " x", opening, ";\n" + opening, "\n\\.\n"] {
                swallow(Array((statement + opening + end).utf8))
            }
        }
    }

    @Test(arguments: 0..<6) func bytesAtRandom(seed: UInt64) {
        var random = Xorshift(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
        for _ in 0..<60 {
            let count = Int.random(in: 0...200, using: &random)
            swallow((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
    }

    /// Words of SQL in no order, with what opens quotes between them.
    @Test(arguments: 0..<6) func wordsAtRandom(seed: UInt64) {
        var random = Xorshift(state: (seed &+ 77) &* 0x9E37_79B9_7F4A_7C15 | 1)
        let words = Self.sample.split(whereSeparator: \.isWhitespace).map(String.init) + Self.openings
        for _ in 0..<60 {
            let count = Int.random(in: 1...25, using: &random)
            let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
            swallow(Array(text.utf8), beside: Self.sample)
        }
    }

    /// Every statement there is, cut and with a byte changed.
    @Test func everyStatementWithAByteChanged() {
        var random = Xorshift(state: 0x1234_5678_9ABC_DEF1)
        for (statement, _) in Corpus.statements {
            var bytes = Array(statement.utf8)
            swallow(bytes, beside: statement)
            let place = Int.random(in: 0..<bytes.count, using: &random)
            swallow(Array(bytes[..<place]), beside: statement)
            bytes[place] = UInt8.random(in: 0...255, using: &random)
            swallow(bytes, beside: statement)
        }
    }

    @Test func encodingsThatAreNone() {
        let text = "CREATE TABLE é (a int); -- ü\nSELECT $$"
        var utf16: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let encodings: [[UInt8]] = [
            utf16, Array(utf16.dropLast()), [0xFF, 0xFE], [0xFE, 0xFF, 0xD8], [0xEF, 0xBB], [0xEF, 0xBB, 0xBF], [0xC3],
            [0x27, 0xC3], Array(text.utf8) + [0xFF, 0x24], [0x24, 0x24, 0xFF], Array(repeating: 0, count: 100),
        ]
        for bytes in encodings { swallow(bytes) }
    }

    private static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    /// Texts that would exhaust the stack, or the memory.
    @Test(arguments: [
        repeated("(", 10_000), repeated("[", 10_000), "SELECT " + repeated("(", 10_000) + "1" + repeated(")", 10_000),
        "ALTER TABLE t ADD CHECK (a = 0" + repeated(" AND a = 1", 10_000) + ")",
        "CREATE VIEW v AS SELECT 'a'" + repeated(" || 'b'", 10_000),
        "ALTER TABLE t ADD CHECK (a IN (1" + repeated(", 2", 5000) + "))",
        "DELETE FROM t WHERE a IN (1" + repeated(", 2", 5000) + ")", repeated("/*", 20_000), repeated("$$", 5001),
        "DO $$ BEGIN " + repeated("IF NOT EXISTS (SELECT 1) THEN ", 3000) + "END $$",
        "DO $$ " + repeated("BEGIN ", 900) + "CREATE TABLE t (a int); " + repeated("END; ", 900) + "$$",
        (0..<400).map { "DO $a\($0)$ BEGIN " }.joined() + (0..<400).reversed().map { "END $a\($0)$;" }.joined(),
        "CREATE TYPE e AS ENUM ('a'" + repeated(", 'b'", 2000) + ")", repeated("a.", 20_000) + "b",
        repeated("CREATE SCHEMA ", 5000), "GRANT " + repeated("a, ", 2000) + "b TO c",
    ])
    func depth(text: String) { swallow(Array(text.utf8)) }

    @Test func aHundredThousandItems() {
        let items = Self.repeated(", 2", 100_000)
        #expect(SQL.statements(in: "DELETE FROM t WHERE a IN (1\(items))").count == 1)
        #expect(SQL.statements(in: "ALTER TABLE t ADD CHECK (a IN (1\(items)))").count == 1)
    }

    /// Numbers beyond what any integer holds, where a definition is compared with another.
    @Test(arguments: [
        "'9223372036854775807 years 9223372036854775807 years'::interval", "'-9223372036854775808 days'::interval",
        "'9223372036854775807:00'::interval", "'999999999 hours 999999999 hours 999999999 hours'::interval",
        "'-9223372036854775808 hours'::interval", "'1:99999999999999999999'::interval",
        "'2020-01-01 00:00:00+9223372036854775807'::timestamptz", "'2020-01-01 00:00:00+99999:99'::timestamptz",
        "'2020-01-01T'::timestamptz", "'0000-00-00 99:99:99'::timestamp", "'-'::date", "''::interval", "':'::interval",
        "1e9223372036854775807", "1e-9223372036854775808", "'1e-9223372036854775808'::numeric", "'1e400'::numeric",
        "99999999999999999999999999999999999999", "'{\"a\":'::jsonb", "'[[[[['::jsonb", "'\\'::bytea", "1.5e-3", "1e79",
        "'9223372036854775808'::int8", "- 9223372036854775808", "'.'::numeric", "'e'::numeric", "'1e'::float8",
        "interval '5' day to second (3)", "INTERVAL '1' YEAR",
    ])
    func numbers(text: String) {
        let file = "CREATE TABLE t (a text DEFAULT \(text)); ALTER TABLE t ADD CHECK (a = \(text))"
        swallow(Array(file.utf8), beside: file.replacing(text, with: "(\(text))::text"))
        swallow(Array(file.utf8), beside: file.replacing(text, with: "'1 day'::interval"))
    }
}

/// A small repeatable source of chance (xorshift64, Marsaglia).
struct Xorshift: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
