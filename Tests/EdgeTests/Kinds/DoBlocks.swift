import Testing
import TreeGuardSchema

/// DO blocks that are plain DDL, and those that are more.
@Suite struct DoBlocks {
    @Test(arguments: [
        ("BEGIN CREATE TYPE a AS ENUM (); END", [false]),
        ("begin create type a as enum ('x;'); create sequence b; end;", [false, false]),
        (
            "\nBEGIN\n  -- what\n  CREATE TYPE a AS ENUM ();\nEXCEPTION\n  WHEN duplicate_object THEN NULL;\nEND ",
            [true]
        ),
        (
            "BEGIN CREATE TYPE a AS ENUM (); EXCEPTION WHEN duplicate_object OR others THEN RAISE NOTICE 'x'; END",
            [true]
        ),
        (
            "BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'THEN)') THEN CREATE TYPE a AS ENUM (); END IF; END",
            [true]
        ),
        (
            "BEGIN CREATE SEQUENCE b; IF EXISTS (SELECT) THEN RAISE NOTICE 'x'; ALTER TABLE a RENAME b TO c; END IF; END",
            [false, true]
        ),
        ("BEGIN BEGIN CREATE SEQUENCE b; EXCEPTION WHEN others THEN NULL; END; CREATE SEQUENCE c; END", [true, false]),
    ])
    func plainDefinitionsAreReadInside(body: String, conditional: [Bool]) {
        guard case .block(let inner)? = kinds("DO $do$\(body)$do$").first else {
            Issue.record("not looked into: \(body)")
            return
        }
        #expect(inner.map(\.isConditional) == conditional)
    }

    @Test(arguments: [
        "BEGIN END", "BEGIN NULL; END", "BEGIN CREATE SEQUENCE b;", "CREATE SEQUENCE b; END",
        "DECLARE a int; BEGIN CREATE SEQUENCE b; END", "BEGIN EXECUTE 'CREATE SEQUENCE b'; END",
        "BEGIN INSERT INTO a VALUES (1); CREATE SEQUENCE b; END", "BEGIN IF a THEN CREATE SEQUENCE b; END IF; END",
        "BEGIN IF NOT EXISTS (SELECT 1) OR true THEN CREATE SEQUENCE b; END IF; END",
        "BEGIN IF NOT EXISTS (SELECT 1) THEN CREATE SEQUENCE b; ELSE CREATE SEQUENCE c; END IF; END",
        "BEGIN FOR i IN 1..2 LOOP CREATE SEQUENCE b; END LOOP; END", "BEGIN CREATE SEQUENCE b; RETURN; END",
        "BEGIN CREATE SEQUENCE b; EXCEPTION WHEN others THEN CREATE SEQUENCE c; END", "BEGIN CREATE nonsense; END",
    ])
    func whateverIsMoreStaysOpaque(body: String) {
        guard case .doBlock("plpgsql", body)? = kinds("DO $do$\(body)$do$").first else {
            Issue.record("looked into: \(body)")
            return
        }
    }
}

/// The objects that DO blocks make, on a real server.
let blockKinds: [KindCase] = [
    KindCase(
        "a type in a DO block",
        "DO $$ BEGIN CREATE TYPE e AS ENUM ('a', 'b'); EXCEPTION WHEN duplicate_object THEN NULL; END $$",
        undo: "DROP TYPE e; CREATE TYPE e AS ENUM ('a')", told: "type e: values are a, expected a, b"),
    KindCase(
        "a constraint in a DO block", given: "CREATE TABLE t (a int)",
        """
        DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'c') THEN
        ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0); END IF; END $$
        """,
        undo: "ALTER TABLE t DROP CONSTRAINT c", told: "constraint c on t: absent"),
    KindCase(
        "a block that nobody can look into", "DO $$ BEGIN PERFORM 1; END $$; CREATE TABLE t ()",
        undo: "DROP TABLE t", told: "table t: absent", unverified: ["DO block"]),
]
