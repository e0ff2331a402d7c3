private let table = """
    CREATE TABLE t (a int, b int, email text, v varchar(20), data jsonb, tags text[], ts timestamptz, d date, m mood,
        p text COLLATE "C", r int4range, active boolean);

    """

private func index(
    _ definition: String, not others: String..., uncompared: Set<String> = [], untold: Set<String> = []
) -> Described {
    Described(
        table + "CREATE INDEX i ON t \(definition)", not: others.map { ("ON t \(definition)", "ON t \($0)") },
        uncompared: uncompared, untold: Set(untold.map { "ON t \($0)" }))
}

let describedIndexes: [Described] = [
    index("(a)", not: "(b)", "(a, b)", "(a DESC)", "(a NULLS FIRST)", "USING hash (a)", "(a) WHERE a > 0", "((a + 1))"),
    index("(a, b)", not: "(b, a)", "(a)"), index("(a DESC)", not: "(a)", "(a DESC NULLS LAST)"),
    index("(a DESC NULLS LAST)", not: "(a DESC)", "(a)"),
    index("(a ASC NULLS FIRST)", not: "(a)"), index("USING hash (email)", not: "(email)"),
    index("(lower(email))", not: "(upper(email))", "(email)", "(lower(v))"),
    index("(lower(v))", not: "(lower(email))"), index("((data->>'k'))", not: "((data->>'l'))", "((data->'k'))"),
    index("((data->'a'->>'b'))", not: "((data->'a'->>'c'))"),
    index("USING gin (data)", not: "USING gin (data jsonb_path_ops)", "USING gin (tags)"),
    index("USING gin (data jsonb_path_ops)", not: "USING gin (data)", "USING gin (data jsonb_ops)"),
    index("USING gin (data jsonb_ops)", not: "USING gin (data jsonb_path_ops)"),
    index("USING gin (tags)", not: "USING gin (data)"),
    index("USING gin (to_tsvector('english', email))", not: "USING gin (to_tsvector('german', email))"),
    index("USING gist (r)", not: "USING spgist (r)", "(r)"), index("USING brin (ts)", not: "(ts)", "USING brin (d)"),
    index(
        "USING brin (ts) WITH (pages_per_range = 32)", not: "USING brin (ts)",
        "USING brin (ts) WITH (pages_per_range = 64)"),
    index("(a) WITH (fillfactor = 70)", not: "(a)", "(a) WITH (fillfactor = 80)"),
    index("(email text_pattern_ops)", not: "(email)", "(email varchar_pattern_ops)"),
    index("(email text_ops)", not: "(email text_pattern_ops)"), index("(v varchar_pattern_ops)", not: "(v)"),
    index("(email COLLATE \"C\")", not: "(email)", "(email COLLATE \"POSIX\")"),
    index("(p)", not: "(p COLLATE \"POSIX\")"), index("(p COLLATE \"C\")", not: "(p COLLATE \"POSIX\")"),
    index("(a) INCLUDE (b)", not: "(a)", "(a, b)", "(a) INCLUDE (email)"),
    index("(a) WHERE b > 0", not: "(a)", "(a) WHERE b > 1", "(a) WHERE a > 0"),
    index("(a) WHERE active", not: "(a) WHERE NOT active"),
    index("(a) WHERE v = 'x'", not: "(a) WHERE v = 'y'", "(a) WHERE v <> 'x'"),
    index(
        "(a) WHERE v IN ('x', 'y') AND b IS NULL", not: "(a) WHERE v IN ('x', 'z') AND b IS NULL",
        "(a) WHERE v IN ('x', 'y') AND b IS NOT NULL", "(a) WHERE v IN ('x', 'y')"),
    index("(a) WHERE m = 'sad'", not: "(a) WHERE m = 'ok'"),
    index("(a) WHERE m IN ('sad', 'ok')", not: "(a) WHERE m IN ('sad', 'happy')"),
    index("(a) WHERE ts > '2020-01-01 00:00:00+00'", not: "(a) WHERE ts > '2020-01-01 00:00:00+01'"),
    index("(date_trunc('day', d::timestamp))", not: "(date_trunc('hour', d::timestamp))"),
    index("(coalesce(email, v))", not: "(coalesce(v, email))"), index("((a + b))", not: "((a - b))", "((b + a))"),
    index("((a % 10))", not: "((a % 11))"),
    index("(lower(email) text_pattern_ops)", not: "(lower(email))"),
    index("(lower(email) DESC, a)", not: "(lower(email), a)"), index("((active IS TRUE))", not: "((active IS FALSE))"),
    Described(table + "CREATE UNIQUE INDEX i ON t (a)", not: [("UNIQUE ", ""), ("(a)", "(b)")]),
    Described(table + "CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT", not: [(" NULLS NOT DISTINCT", "")]),
    Described(
        table + "CREATE UNIQUE INDEX i ON t (lower(email)) WHERE active",
        not: [("lower", "upper"), (" WHERE active", "")]),
    Described(
        table + "CREATE INDEX ON t (a); CREATE INDEX ON t (a, b); CREATE INDEX ON t (lower(email))",
        not: [("(a, b)", "(b, a)"), ("lower(email)", "upper(email)"), ("(a);", "(a DESC);")]),
    Described(table + "CREATE INDEX ON t (a); CREATE INDEX ON t (a) WHERE b > 0", not: [("b > 0", "b > 1")]),
    Described(
        "CREATE MATERIALIZED VIEW w AS SELECT 1 AS a; CREATE INDEX i ON w (a)", not: [("(a)", "(a DESC)")],
        uncompared: []),
]

let describedConstraints: [Described] = [
    Described(
        "CREATE TABLE p (id int PRIMARY KEY, code int UNIQUE); CREATE TABLE t (a int REFERENCES p)",
        not: [("REFERENCES p", "REFERENCES p (code)")]),
    Described(
        "CREATE TABLE p (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE t (x int, y int, FOREIGN KEY (x, y) REFERENCES p)",
        not: [("REFERENCES p", "REFERENCES p (b, a)")]),
    Described(
        "CREATE TABLE t (a int REFERENCES parent)",
        not: [("REFERENCES parent", "REFERENCES parent ON DELETE CASCADE")]),
    Described(
        "CREATE TABLE t (a int REFERENCES parent (id) ON DELETE CASCADE ON UPDATE SET NULL)",
        not: [
            ("CASCADE", "SET NULL"), ("CASCADE", "RESTRICT"), (" ON UPDATE SET NULL", ""), ("ON DELETE CASCADE ", ""),
        ]),
    Described("CREATE TABLE t (a text REFERENCES parent (code) ON DELETE RESTRICT)", not: [("RESTRICT", "NO ACTION")]),
    Described(
        "CREATE TABLE t (a int DEFAULT 1 REFERENCES public.parent ON DELETE SET DEFAULT)",
        not: [("SET DEFAULT", "SET NULL"), ("public.parent", "public.other")]),
    Described(
        "CREATE TABLE t (x int, y int, FOREIGN KEY (x, y) REFERENCES parent (a, b) MATCH FULL)",
        not: [(" MATCH FULL", ""), ("(x, y)", "(y, x)"), ("(a, b)", "(b, a)")]),
    Described(
        "CREATE TABLE t (x int, y int, FOREIGN KEY (x, y) REFERENCES parent (a, b) ON DELETE SET NULL (x))",
        not: [(" (x))", ")"), (" (x))", " (y))")]),
    Described(
        "CREATE TABLE t (a int, CONSTRAINT k FOREIGN KEY (a) REFERENCES parent DEFERRABLE INITIALLY DEFERRED)",
        not: [(" INITIALLY DEFERRED", ""), ("DEFERRABLE INITIALLY DEFERRED", ""), ("CONSTRAINT k", "CONSTRAINT l")]),
    Described(
        "CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES parent NOT VALID",
        not: [(" NOT VALID", ""), (" NOT VALID", " NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT k")],
        wider: ["", " NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT k"]),
    Described(
        "CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT k",
        not: [("a > 0", "a > 1")]),
    Described(
        "CREATE TABLE t (a int, b int, UNIQUE (a, b))",
        not: [
            ("UNIQUE (a, b)", "UNIQUE (b, a)"), ("UNIQUE (a, b)", "UNIQUE (a)"),
            ("UNIQUE (a, b)", "PRIMARY KEY (a, b)"),
        ]),
    Described("CREATE TABLE t (a int, CONSTRAINT k UNIQUE NULLS NOT DISTINCT (a))", not: [("NULLS NOT DISTINCT ", "")]),
    Described("CREATE TABLE t (a int, b int, CONSTRAINT k UNIQUE (a) INCLUDE (b))", not: [(" INCLUDE (b)", "")]),
    Described("CREATE TABLE t (a int UNIQUE DEFERRABLE)", not: [(" DEFERRABLE", "")]),
    Described("CREATE TABLE t (a int CHECK (a > 0) NO INHERIT)", not: [(" NO INHERIT", "")]),
    Described("CREATE TABLE t (a int CHECK (a > 0) CHECK (a < 10))", not: [("a < 10", "a < 11"), ("a > 0", "a > 1")]),
    Described("CREATE TABLE t (a int, b int, CHECK (a > b), CHECK (a > 0))", not: [("a > b", "a < b")]),
    Described(
        "CREATE TABLE t (a int NOT NULL); CREATE UNIQUE INDEX u ON t (a); ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX u",
        not: [("UNIQUE USING", "PRIMARY KEY USING")]),
    Described(
        "CREATE TABLE t (a int NOT NULL); CREATE UNIQUE INDEX u ON t (a); ALTER TABLE t ADD PRIMARY KEY USING INDEX u"),
    Described(
        "CREATE TABLE t (a int, r int4range, CONSTRAINT k EXCLUDE USING gist (a WITH =, r WITH &&))",
        not: [("r WITH &&", "r WITH ="), ("a WITH =, ", ""), ("&&))", "&&) WHERE (a > 0))")]),
    Described(
        "CREATE TABLE t (a int, r int4range, EXCLUDE USING gist (r WITH &&) WHERE (a > 0))", not: [("a > 0", "a > 1")]),
    Described("CREATE TABLE t (a int); ALTER TABLE t ADD PRIMARY KEY (a)", not: [("PRIMARY KEY (a)", "UNIQUE (a)")]),
    Described("CREATE TABLE t (a int REFERENCES t (b), b int UNIQUE)", not: [("(b)", "(a)")]),
]
