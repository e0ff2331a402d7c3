import Testing
import TreeGuardSQL
import TreeGuardSchema

@Suite struct Expressions {
    @Test(arguments: table)
    func anExpressionIsFolded(text: String, expected: Expression) {
        #expect(SQL.expression(in: text) == expected)
    }

    static let table: [(String, Expression)] = [
        ("a", column("a")),
        ("\"A b\"", column("A b")),
        ("t.*", .column(["t", "*"])),
        ("-1", .number("-1")),
        ("- 1.50", .number("-1.50")),
        ("12345678901", .number("12345678901")),
        ("1.5e-3", .number("0.0015")),
        ("1E4", .number("10000")),
        ("'it''s'", .string("it's")),
        ("E'a\\nb'", .string("a\nb")),
        ("$x$a'b$x$", .string("a'b")),
        ("X'1f'", .bits("x1f")),
        ("true", .boolean(true)),
        ("NULL", .null),
        ("pg_catalog.now()", .call(ObjectName("now"), [])),
        ("s.f(1)", .call(ObjectName(schema: "s", "f"), [.number("1")])),
        ("count(*)", .call(ObjectName("count"), [.column(["*"])])),
        ("count(DISTINCT a)", .other("count(DISTINCT a)")),
        ("sum(a) OVER (PARTITION BY b)", .other("sum(a) OVER (PARTITION BY b)")),
        ("f(x => 1)", .other("f(x := 1)")),
        ("(SELECT  1)", .other("(SELECT 1)")),
        ("EXISTS (select 1)", .other("EXISTS (SELECT 1)")),
        ("a OPERATOR(s.+) b", .operation("s.+", [column("a"), column("b")])),
        ("a AND (b AND c)", .and([column("a"), column("b"), column("c")])),
        ("a IN (1)", .operation("=", [column("a"), .number("1")])),
        ("a NOT IN (1, 2)", .all("<>", column("a"), .array([.number("1"), .number("2")]))),
        ("a IS NOT DISTINCT FROM b", .not(.operation("IS DISTINCT FROM", [column("a"), column("b")]))),
        ("a::int", .cast(column("a"), type("int4"))),
        ("'-1'::integer", .cast(.number("-1"), type("int4"))),
        ("'a1'::integer", .cast(.string("a1"), type("int4"))),
        ("LOCALTIME(3)", .keyword("LOCALTIME(3)")),
        ("NULLIF(a, '')", .conditional("NULLIF", [column("a"), .string("")])),
        ("LEAST(a, b)", .conditional("LEAST", [column("a"), column("b")])),
        ("a IS NOT TRUE", .isTruth(column("a"), "IS NOT TRUE")),
        ("ROW(a, 1)", .row([column("a"), .number("1")])),
        ("ARRAY[]::text[]", .cast(.array([]), TypeName(ObjectName("text"), arrayDimensions: 1))),
        ("(a).b[1]", .element(column("a"), ".b[1]")),
        ("a[1:]", .element(column("a"), "[1:]")),
        ("a COLLATE \"C\"", .collate(column("a"), ObjectName("C"))),
        ("a COLLATE pg_catalog.\"default\"", .collate(column("a"), ObjectName("default"))),
        (
            "CASE a WHEN 1 THEN 'x' END",
            .caseWhen(operand: column("a"), [.init(condition: .number("1"), result: .string("x"))], otherwise: nil)
        ),
    ]

    @Test(arguments: [
        "", "a b", "a, b; c", "a) NOT VALID, ADD CHECK (b", "a); DROP TABLE x; --", "a)", "a) NOT VALID --",
    ])
    func whatIsNoSingleExpressionIsNone(text: String) {
        #expect(SQL.expression(in: text) == nil)
    }

    @Test(arguments: types)
    func aTypeIsFoldedAndPrinted(written: String, expected: TypeName, printed: String) {
        #expect(SQL.expression(in: "a::\(written)") == .cast(column("a"), expected))
        #expect(expected.description == printed)
        #expect(SQL.expression(in: "a::\(printed)") == .cast(column("a"), expected))
    }

    static let types: [(String, TypeName, String)] = [
        ("int", type("int4"), "integer"),
        ("pg_catalog.int8", type("int8"), "bigint"),
        ("dec(10,2)", type("numeric", "10", "2"), "numeric(10,2)"),
        ("varchar(20)", type("varchar", "20"), "character varying(20)"),
        ("char", type("bpchar", "1"), "character(1)"),
        ("\"char\"", type("char"), "\"char\""),
        ("bit varying(3)", type("varbit", "3"), "bit varying(3)"),
        ("timestamp(3) with time zone", type("timestamptz", "3"), "timestamp(3) with time zone"),
        ("time", type("time"), "time without time zone"),
        ("interval", type("interval"), "interval"),
        ("interval(2)", type("interval", "2"), "interval(2)"),
        ("interval year to month", type("interval", "year to month"), "interval year to month"),
        ("interval day to second(3)", type("interval", "day to second(3)"), "interval day to second(3)"),
        ("float(20)", type("float4"), "real"),
        ("int ARRAY[4]", TypeName(ObjectName("int4"), arrayDimensions: 1), "integer[]"),
        ("text[][3]", TypeName(ObjectName("text"), arrayDimensions: 1), "text[]"),
        ("s.\"Mood\"", TypeName(ObjectName(schema: "s", "Mood")), "s.\"Mood\""),
        (
            "geometry(point, 4326)", TypeName(ObjectName("geometry"), modifiers: ["point", "4326"]),
            "geometry(point,4326)"
        ),
    ]
}
