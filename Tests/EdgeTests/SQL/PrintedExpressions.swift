import Testing
import TreeGuardCore
import TreeGuardSQL

/// What a file says, and what PostgreSQL 15 prints of it: one value, but for the casts that the server adds.
@Suite struct PrintedExpressions {
    @Test(arguments: checks)
    func aCheckReadsTheSameWhenTheServerPrintsIt(written: String, printed: String) throws {
        let ours = try #require(SQL.expression(in: written))
        let theirs = try #require(SQL.expression(in: printed))
        #expect(ours.bare == theirs.bare)
    }

    @Test(arguments: defaults)
    func aDefaultReadsTheSameWhenTheServerPrintsIt(written: String, printed: String) throws {
        let ours = try #require(SQL.expression(in: written))
        let theirs = try #require(SQL.expression(in: printed))
        #expect(ours.bare == theirs.bare)
    }

    /// pg_get_constraintdef of `CHECK (...)`, without the word.
    static let checks: [(String, String)] = [
        ("v > 0", "(v > 0)"),
        ("v > 0 and v2 > 0 and z", "((v > 0) AND (v2 > 0) AND z)"),
        ("v > 0 and (v2 > 0 and z)", "((v > 0) AND ((v2 > 0) AND z))"),
        ("(v > 0 or v2 > 0) and z", "(((v > 0) OR (v2 > 0)) AND z)"),
        ("v in (1,2,3)", "(v = ANY (ARRAY[1, 2, 3]))"),
        ("v in (1)", "(v = 1)"),
        ("v not in (1,2)", "(v <> ALL (ARRAY[1, 2]))"),
        ("v in (1, v2)", "((v = 1) OR (v = v2))"),
        ("v in (1, 2, v2)", "((v = ANY (ARRAY[1, 2])) OR (v = v2))"),
        ("v between 1 and 2", "((v >= 1) AND (v <= 2))"),
        ("v not between 1 and 2", "((v < 1) OR (v > 2))"),
        ("v between symmetric 1 and 2", "(((v >= 1) AND (v <= 2)) OR ((v >= 2) AND (v <= 1)))"),
        ("w in ('a','b')", "(w = ANY (ARRAY['a'::text, 'b'::text]))"),
        ("vc in ('a','b')", "((vc)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))"),
        ("w like 'a%'", "(w ~~ 'a%'::text)"),
        ("w not like 'a%'", "(w !~~ 'a%'::text)"),
        ("w ilike 'a%'", "(w ~~* 'a%'::text)"),
        ("w like 'a%' escape 'x'", "(w ~~ like_escape('a%'::text, 'x'::text))"),
        ("w similar to 'a%'", "(w ~ similar_to_escape('a%'::text))"),
        ("w ~ '^a'", "(w ~ '^a'::text)"),
        ("w !~* 'a'", "(w !~* 'a'::text)"),
        ("v is null", "(v IS NULL)"),
        ("v is not null", "(v IS NOT NULL)"),
        ("z is true", "(z IS TRUE)"),
        ("z is not false", "(z IS NOT FALSE)"),
        ("z is unknown", "(z IS UNKNOWN)"),
        ("v is distinct from v2", "(v IS DISTINCT FROM v2)"),
        ("v is not distinct from v2", "(NOT (v IS DISTINCT FROM v2))"),
        ("not z", "(NOT z)"),
        ("not (v > 0)", "(NOT (v > 0))"),
        ("v = any (ar)", "(v = ANY (ar))"),
        ("v = any (array[1,2])", "(v = ANY (ARRAY[1, 2]))"),
        ("v <> all (ar)", "(v <> ALL (ar))"),
        ("v = -1", "(v = '-1'::integer)"),
        ("v > -v2", "(v > (- v2))"),
        ("case when v > 0 then z else false end", "CASE WHEN (v > 0) THEN z ELSE false END"),
        (
            "case v when 1 then true when 2 then false end",
            "CASE v WHEN 1 THEN true WHEN 2 THEN false ELSE NULL::boolean END"
        ),
        ("coalesce(v, 0) > 1", "(COALESCE(v, 0) > 1)"),
        ("length(w) < 10", "(length(w) < 10)"),
        ("char_length(w) < 10", "(char_length(w) < 10)"),
        ("lower(w) = w", "(lower(w) = w)"),
        ("w::int > 1", "((w)::integer > 1)"),
        ("cast(w as int) > 1", "((w)::integer > 1)"),
        ("ar[1] > 0", "(ar[1] > 0)"),
        ("ar[1:2] = '{1}'", "(ar[1:2] = '{1}'::integer[])"),
        ("(row(v, v2)).f1 > 1", "((ROW(v, v2)).f1 > 1)"),
        ("row(v, v2) = row(1, 2)", "((v = 1) AND (v2 = 2))"),
        ("(v, v2) in ((1,2),(3,4))", "(((v = 1) AND (v2 = 2)) OR ((v = 3) AND (v2 = 4)))"),
        (#"w collate "C" > 'a'"#, #"((w COLLATE "C") > 'a'::text)"#),
        ("trim(w) <> ''", "(TRIM(BOTH FROM w) <> ''::text)"),
        ("trim(both 'x' from w) <> ''", "(TRIM(BOTH 'x'::text FROM w) <> ''::text)"),
        ("substring(w from 1 for 2) = 'a'", "(SUBSTRING(w FROM 1 FOR 2) = 'a'::text)"),
        ("substring(w, 1, 2) = 'a'", #"("substring"(w, 1, 2) = 'a'::text)"#),
        ("position('a' in w) > 0", "(POSITION(('a'::text) IN (w)) > 0)"),
        ("extract(year from ts) > 2000", "(EXTRACT(year FROM ts) > (2000)::numeric)"),
        ("ts at time zone 'utc' > now()", "((ts AT TIME ZONE 'utc'::text) > now())"),
        ("jb ->> 'a' = 'b'", "((jb ->> 'a'::text) = 'b'::text)"),
        ("jb ? 'a'", "(jb ? 'a'::text)"),
        ("jb @> '{}'::jsonb", "(jb @> '{}'::jsonb)"),
        ("jsonb_typeof(jb) = 'object'", "(jsonb_typeof(jb) = 'object'::text)"),
        ("w = 'x' or w is null", "((w = 'x'::text) OR (w IS NULL))"),
        ("w operator(pg_catalog.=) 'x'", "(w = 'x'::text)"),
        ("overlay(w placing 'a' from 1) = 'b'", "(OVERLAY(w PLACING 'a'::text FROM 1) = 'b'::text)"),
        ("(ts, ts) overlaps (ts, ts)", "((ts, ts) OVERLAPS (ts, ts))"),
        ("v % 2 = 0", "((v % 2) = 0)"),
        ("v & 1 = 1", "((v & 1) = 1)"),
        ("-v > 0", "((- v) > 0)"),
        ("@ v > 0", "((@ v) > 0)"),
        ("y > 1.50", "(y > 1.50)"),
        ("y = 1e3", "(y = '1000'::numeric)"),
        ("array_length(tx, 1) > 0", "(array_length(tx, 1) > 0)"),
        ("'a' = any(tx)", "('a'::text = ANY (tx))"),
        ("v = 1 is true", "((v = 1) IS TRUE)"),
        ("w is normalized", "(w IS NORMALIZED)"),
        ("normalize(w) = w", "(NORMALIZE(w) = w)"),
        ("num_nonnulls(v, v2) = 1", "(num_nonnulls(v, v2) = 1)"),
        ("num_nonnulls(variadic array[v]) = 1", "(num_nonnulls(VARIADIC ARRAY[v]) = 1)"),
        ("greatest(v, v2) > 0", "(GREATEST(v, v2) > 0)"),
        ("v::numeric(10,2) > 0", "((v)::numeric(10,2) > (0)::numeric)"),
        ("iv > '1 day'", "(iv > '1 day'::interval)"),
        ("dd > date '2020-01-01'", "(dd > '2020-01-01'::date)"),
        ("collation for (w) = 'a'", "(COLLATION FOR (w) = 'a'::text)"),
    ]

    /// pg_get_expr of pg_attrdef.adbin.
    static let defaults: [(String, String)] = [
        ("-1", "'-1'::integer"),
        ("-1.5", "'-1.5'::numeric"),
        ("0", "0"),
        ("'x'", "'x'::text"),
        ("now()", "now()"),
        ("current_timestamp", "CURRENT_TIMESTAMP"),
        ("current_timestamp(3)", "CURRENT_TIMESTAMP(3)"),
        ("current_date", "CURRENT_DATE"),
        ("true", "true"),
        ("'{}'", "'{}'::integer[]"),
        ("array[1,2]", "ARRAY[1, 2]"),
        ("'{}'", "'{}'::jsonb"),
        ("interval '1 day'", "'1 day'::interval"),
        ("current_user", "CURRENT_USER"),
        ("user", "USER"),
        ("gen_random_uuid()", "gen_random_uuid()"),
        ("(now() at time zone 'utc')", "(now() AT TIME ZONE 'utc'::text)"),
        ("timezone('utc', now())", "timezone('utc'::text, now())"),
        ("1+2", "(1 + 2)"),
        ("(3)::bigint", "(3)::bigint"),
        ("5", "5"),
        ("-3", "'-3'::integer"),
        ("1e10", "'10000000000'::numeric"),
        ("1.5", "1.5"),
        ("'x'", "'x'::character varying"),
        ("upper('x')", "upper('x'::text)"),
        ("'a'||'b'", "('a'::text || 'b'::text)"),
        ("'2020-01-01'", "'2020-01-01'::date"),
        ("date '2020-01-01'", "'2020-01-01'::date"),
        ("localtimestamp", "LOCALTIMESTAMP"),
        ("concat_ws(',', 'a', 'b')", "concat_ws(','::text, 'a', 'b')"),
        ("extract(year from now())", "EXTRACT(year FROM now())"),
        ("coalesce(1, 2)", "COALESCE(1, 2)"),
        ("greatest(1,2)", "GREATEST(1, 2)"),
        ("nullif(1,2)", "NULLIF(1, 2)"),
        ("session_user", "SESSION_USER"),
        ("current_schema", "CURRENT_SCHEMA"),
        ("current_schema()", #""current_schema"()"#),
    ]
}
