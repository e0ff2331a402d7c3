let typeKinds: [KindCase] = [
    KindCase(
        "the order of an enum's values", "CREATE TYPE e AS ENUM ('a', 'b', 'c')",
        undo: "DROP TYPE e; CREATE TYPE e AS ENUM ('a', 'c', 'b')",
        told: "type e: values are a, c, b, expected a, b, c"),
    KindCase(
        "a value between others", given: "CREATE TYPE e AS ENUM ('a', 'c')", "ALTER TYPE e ADD VALUE 'b' BEFORE 'c'",
        undo: "DROP TYPE e; CREATE TYPE e AS ENUM ('a', 'c', 'b')", told: "enum value e 'b': comes after c"),
    KindCase(
        "a renamed value", given: "CREATE TYPE e AS ENUM ('a', 'c')", "ALTER TYPE e RENAME VALUE 'c' TO 'b'",
        undo: "ALTER TYPE e RENAME VALUE 'b' TO 'c'", told: "enum value e 'b': absent"),
    KindCase(
        "a composite type", "CREATE TYPE e AS (a int, b text)", undo: "ALTER TYPE e DROP ATTRIBUTE b",
        told: "column e.b: absent"),
    KindCase(
        "the attributes of a composite type", given: "CREATE TYPE e AS (a int, b text)",
        "ALTER TYPE e ADD ATTRIBUTE c date, DROP ATTRIBUTE b, ALTER ATTRIBUTE a TYPE bigint",
        undo: "ALTER TYPE e ALTER ATTRIBUTE a TYPE int", told: "column e.a: is integer, expected bigint"),
    KindCase(
        "a range", "CREATE TYPE e AS RANGE (subtype = float8)",
        undo: "DROP TYPE e; CREATE TYPE e AS RANGE (subtype = int8)",
        told: "type e: subtype is bigint, expected double precision"),
    KindCase(
        "a shell type", "CREATE TYPE e", undo: "DROP TYPE e", told: "type e: absent"),
    KindCase(
        "a domain", "CREATE DOMAIN e AS text DEFAULT 'x' NOT NULL CONSTRAINT c CHECK (VALUE <> '')",
        undo: "ALTER DOMAIN e DROP NOT NULL", told: "type e: is nullable, expected NOT NULL"),
    KindCase(
        "a changed domain", given: "CREATE DOMAIN e AS int",
        "ALTER DOMAIN e SET DEFAULT 5; ALTER DOMAIN e SET NOT NULL; ALTER DOMAIN e ADD CONSTRAINT c CHECK (VALUE > 0)",
        undo: "ALTER DOMAIN e DROP CONSTRAINT c", told: "constraint c on e: absent"),
    KindCase(
        "no check on a domain", given: "CREATE DOMAIN e AS int CONSTRAINT c CHECK (VALUE > 0)",
        "ALTER DOMAIN e DROP CONSTRAINT c", undo: "ALTER DOMAIN e ADD CONSTRAINT c CHECK (VALUE > 0)",
        told: "constraint c on e: still there"),
    KindCase(
        "the owner of a type", given: "CREATE TYPE e AS ENUM ()", "ALTER TYPE e OWNER TO kind_owner",
        undo: "ALTER TYPE e OWNER TO postgres", told: "owner of type e: owner is postgres, expected kind_owner"),
    KindCase(
        "another schema for a type", given: "CREATE SCHEMA s; CREATE TYPE e AS ENUM ()", "ALTER TYPE e SET SCHEMA s",
        undo: "ALTER TYPE s.e SET SCHEMA public", told: "type s.e: absent"),
    KindCase(
        "a collation", "CREATE COLLATION x (locale = 'C')",
        undo: "DROP COLLATION x; CREATE COLLATION x (locale = 'POSIX')",
        told: "collation x: lc_collate is POSIX, expected C; lc_ctype is POSIX, expected C"),
    KindCase(
        "a text search configuration",
        "CREATE TEXT SEARCH CONFIGURATION x (PARSER = default); "
            + "ALTER TEXT SEARCH CONFIGURATION x ADD MAPPING FOR word, asciiword WITH english_stem, simple",
        undo: "ALTER TEXT SEARCH CONFIGURATION x ALTER MAPPING FOR word WITH simple",
        told: "mapping of word of text search configuration x: dictionaries is simple, expected english_stem, simple"),
    KindCase(
        "a text search dictionary",
        "CREATE TEXT SEARCH DICTIONARY x (TEMPLATE = simple, STOPWORDS = english); "
            + "ALTER TEXT SEARCH DICTIONARY x (ACCEPT = false)",
        undo: "ALTER TEXT SEARCH DICTIONARY x (ACCEPT = true)",
        told: "text search dictionary x: option accept is true, expected false"),
    KindCase(
        "a text search parser",
        "CREATE TEXT SEARCH PARSER x (START = prsd_start, GETTOKEN = prsd_nexttoken, "
            + "END = prsd_end, LEXTYPES = prsd_lextype)",
        undo: "DROP TEXT SEARCH PARSER x", told: "text search parser x: absent"),
    KindCase(
        "a text search template", "CREATE TEXT SEARCH TEMPLATE x (LEXIZE = dsimple_lexize)",
        undo: "DROP TEXT SEARCH TEMPLATE x", told: "text search template x: absent"),
]
