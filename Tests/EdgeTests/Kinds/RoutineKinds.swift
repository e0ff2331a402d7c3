private let f = "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';"

let routineKinds: [KindCase] = [
    KindCase(
        "a procedure", "CREATE PROCEDURE p(a int) LANGUAGE sql AS 'SELECT 1'",
        undo: "CREATE OR REPLACE PROCEDURE p(a int) LANGUAGE sql AS 'SELECT 2'",
        told: "procedure p(integer): body differs"),
    KindCase(
        "a window function",
        "CREATE FUNCTION w() RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number'",
        undo: "DROP FUNCTION w()", told: "function w(): absent"),
    KindCase(
        "a changed function", given: f,
        "ALTER FUNCTION f(int) STABLE STRICT SECURITY DEFINER COST 7 SET search_path = public",
        undo: "ALTER FUNCTION f(int) SECURITY INVOKER",
        told: "function f(integer): is not SECURITY DEFINER"),
    KindCase(
        "a function that is changed at once", f + "ALTER FUNCTION f(int) IMMUTABLE",
        undo: "ALTER FUNCTION f(int) VOLATILE", told: "function f(integer): volatility is volatile, expected immutable"),
    KindCase(
        "the owner of a function", given: f, "ALTER FUNCTION f(int) OWNER TO kind_owner",
        undo: "ALTER FUNCTION f(int) OWNER TO postgres",
        told: "owner of function f(integer): owner is postgres, expected kind_owner"),
    KindCase(
        "another schema for a function", given: "CREATE SCHEMA s;" + f, "ALTER FUNCTION f(int) SET SCHEMA s",
        undo: "ALTER FUNCTION s.f(int) SET SCHEMA public", told: "function s.f(integer): absent"),
    KindCase(
        "an aggregate", "CREATE AGGREGATE g(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0')",
        undo: "DROP AGGREGATE g(int); CREATE AGGREGATE g(int) (SFUNC = int4pl, STYPE = int, INITCOND = '1')",
        told: "function g(integer): INITCOND is 1, expected 0"),
    KindCase(
        "no aggregate", given: "CREATE AGGREGATE g(int) (SFUNC = int4pl, STYPE = int)", "DROP AGGREGATE g(int)",
        undo: "CREATE AGGREGATE g(int) (SFUNC = int4pl, STYPE = int)", told: "function g(integer): still there"),
    KindCase(
        "an operator", "CREATE OPERATOR @@@ (FUNCTION = int4pl, LEFTARG = int, RIGHTARG = int, COMMUTATOR = @@@)",
        undo: "DROP OPERATOR @@@ (int, int); CREATE OPERATOR @@@ (FUNCTION = int4mi, LEFTARG = int, RIGHTARG = int, "
            + "COMMUTATOR = @@@)",
        told: "operator \"@@@ (integer, integer)\": FUNCTION is int4mi, expected int4pl"),
    KindCase(
        "an operator class",
        "CREATE OPERATOR CLASS x FOR TYPE int USING btree AS OPERATOR 1 <, FUNCTION 1 btint4cmp(int, int)",
        undo: "DROP OPERATOR CLASS x USING btree", told: "operator class \"x USING btree\": absent",
        unverified: ["CREATE OPERATOR CLASS: its operators and functions"]),
    KindCase(
        "an operator family", "CREATE OPERATOR FAMILY x USING btree", undo: "DROP OPERATOR FAMILY x USING btree",
        told: "operator family \"x USING btree\": absent"),
    KindCase(
        "a cast", given: "CREATE TYPE e AS ENUM ('a')", "CREATE CAST (e AS int) WITH INOUT AS ASSIGNMENT",
        undo: "DROP CAST (e AS int); CREATE CAST (e AS int) WITH INOUT",
        told: "cast \"e AS integer\": context is explicit, expected AS ASSIGNMENT"),
    KindCase(
        "a conversion", "CREATE CONVERSION x FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1", undo: "DROP CONVERSION x",
        told: "conversion x: absent"),
    KindCase(
        "a language", "CREATE TRUSTED LANGUAGE x HANDLER plpgsql_call_handler", undo: "DROP LANGUAGE x",
        told: "language x: absent"),
    KindCase(
        "a transform", given: "CREATE FUNCTION i(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'int4recv'",
        "CREATE TRANSFORM FOR int LANGUAGE plpgsql (FROM SQL WITH FUNCTION i(internal))",
        undo: "DROP TRANSFORM FOR int LANGUAGE plpgsql", told: "transform \"integer plpgsql\": absent"),
    KindCase(
        "an access method", "CREATE ACCESS METHOD x TYPE INDEX HANDLER bthandler", undo: "DROP ACCESS METHOD x",
        told: "access method x: absent"),
    KindCase(
        "an event trigger",
        given: "CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
        "CREATE EVENT TRIGGER x ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION f(); "
            + "ALTER EVENT TRIGGER x DISABLE",
        undo: "ALTER EVENT TRIGGER x ENABLE ALWAYS", told: "event trigger x: enabled is always, expected disabled"),
    KindCase(
        "a disabled trigger",
        given:
            "CREATE TABLE t (a int); CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION g(); ALTER TABLE t DISABLE TRIGGER g",
        undo: "ALTER TABLE t ENABLE TRIGGER g", told: "trigger g on t: firing is origin, expected disabled"),
]
