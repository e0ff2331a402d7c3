private struct Commented {
    var on: String
    var given: String
    var told: String
}

/// A comment on each kind that can have one.
let commentKinds: [KindCase] = [
    Commented(on: "POLICY p ON t", given: "CREATE TABLE t (a int); CREATE POLICY p ON t", told: "policy p on t"),
    Commented(
        on: "RULE r ON t", given: "CREATE TABLE t (a int); CREATE RULE r AS ON DELETE TO t DO NOTHING",
        told: "rule r on t"),
    Commented(on: "PUBLICATION p", given: "CREATE PUBLICATION p", told: "publication p"),
    Commented(on: "FOREIGN DATA WRAPPER w", given: "CREATE FOREIGN DATA WRAPPER w", told: "foreign data wrapper w"),
    Commented(
        on: "SERVER v", given: "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER v FOREIGN DATA WRAPPER w", told: "server v"
    ),
    Commented(on: "COLLATION x", given: "CREATE COLLATION x (locale = 'C')", told: "collation x"),
    Commented(
        on: "CONVERSION x", given: "CREATE CONVERSION x FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1",
        told: "conversion x"),
    Commented(
        on: "OPERATOR @@@ (int, int)", given: "CREATE OPERATOR @@@ (FUNCTION = int4pl, LEFTARG = int, RIGHTARG = int)",
        told: "operator \"@@@ (integer, integer)\""),
    Commented(
        on: "OPERATOR FAMILY x USING btree", given: "CREATE OPERATOR FAMILY x USING btree",
        told: "operator family \"x USING btree\""),
    Commented(
        on: "CAST (e AS int)", given: "CREATE TYPE e AS ENUM (); CREATE CAST (e AS int) WITH INOUT",
        told: "cast \"e AS integer\""),
    Commented(
        on: "ACCESS METHOD x", given: "CREATE ACCESS METHOD x TYPE INDEX HANDLER bthandler", told: "access method x"),
    Commented(on: "LANGUAGE x", given: "CREATE LANGUAGE x HANDLER plpgsql_call_handler", told: "language x"),
    Commented(
        on: "EVENT TRIGGER x",
        given: "CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; "
            + "CREATE EVENT TRIGGER x ON ddl_command_end EXECUTE FUNCTION f()", told: "event trigger x"),
    Commented(
        on: "STATISTICS x", given: "CREATE TABLE t (a int, b int); CREATE STATISTICS x ON a, b FROM t",
        told: "statistics x"),
    Commented(
        on: "TEXT SEARCH CONFIGURATION x", given: "CREATE TEXT SEARCH CONFIGURATION x (COPY = english)",
        told: "text search configuration x"),
    Commented(
        on: "TEXT SEARCH DICTIONARY x", given: "CREATE TEXT SEARCH DICTIONARY x (TEMPLATE = simple)",
        told: "text search dictionary x"),
    Commented(on: "DOMAIN e", given: "CREATE DOMAIN e AS int", told: "type e"),
    Commented(
        on: "CONSTRAINT c ON DOMAIN e", given: "CREATE DOMAIN e AS int CONSTRAINT c CHECK (VALUE > 0)",
        told: "constraint c on e"),
    Commented(
        on: "AGGREGATE g(int)", given: "CREATE AGGREGATE g(int) (SFUNC = int4pl, STYPE = int)",
        told: "function g(integer)"),
    Commented(on: "ROLE kind_commented", given: "CREATE ROLE kind_commented", told: "role kind_commented"),
].map {
    KindCase(
        "a comment on \($0.on)", given: $0.given, "COMMENT ON \($0.on) IS 'it''s'",
        undo: "COMMENT ON \($0.on) IS 'other'", told: "comment on \($0.told): text differs")
}
