private let t = "CREATE TABLE t (a int, b int);"

let privilegeKinds: [KindCase] = [
    KindCase(
        "privileges on a table", given: t, "GRANT SELECT, INSERT ON t TO kind_reader WITH GRANT OPTION",
        undo: "REVOKE INSERT ON t FROM kind_reader", told: "privilege INSERT for kind_reader on t: absent"),
    KindCase(
        "the right to pass a privilege on", given: t, "GRANT SELECT ON t TO kind_reader WITH GRANT OPTION",
        undo: "REVOKE GRANT OPTION FOR SELECT ON t FROM kind_reader",
        told: "privilege SELECT for kind_reader on t: is not GRANT OPTION"),
    KindCase(
        "all privileges", given: t, "GRANT ALL ON t TO kind_reader", undo: "REVOKE TRIGGER ON t FROM kind_reader",
        told: "privilege TRIGGER for kind_reader on t: absent"),
    KindCase(
        "no privilege", given: t + "GRANT SELECT ON t TO kind_reader", "REVOKE SELECT ON t FROM kind_reader",
        undo: "GRANT SELECT ON t TO kind_reader", told: "privilege SELECT for kind_reader on t: still there"),
    KindCase(
        "privileges on columns", given: t, "GRANT SELECT (a, b) ON t TO kind_reader",
        undo: "REVOKE SELECT (b) ON t FROM kind_reader", told: "privilege SELECT for kind_reader on t.b: absent"),
    KindCase(
        "privileges on a sequence", given: "CREATE SEQUENCE s", "GRANT USAGE ON SEQUENCE s TO kind_reader",
        undo: "REVOKE ALL ON s FROM kind_reader", told: "privilege USAGE for kind_reader on s: absent"),
    KindCase(
        "privileges on a schema", given: "CREATE SCHEMA s", "GRANT USAGE, CREATE ON SCHEMA s TO kind_reader",
        undo: "REVOKE CREATE ON SCHEMA s FROM kind_reader",
        told: "privilege CREATE for kind_reader on schema s: absent"),
    KindCase(
        "everybody's right to call a function",
        given: "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "REVOKE EXECUTE ON FUNCTION f(int) FROM PUBLIC; GRANT EXECUTE ON FUNCTION f(int) TO kind_reader",
        undo: "GRANT EXECUTE ON FUNCTION f(int) TO PUBLIC",
        told: "privilege EXECUTE for public on function f(integer): still there"),
    KindCase(
        "privileges on a type", given: "CREATE TYPE e AS ENUM ()", "GRANT USAGE ON TYPE e TO kind_reader",
        undo: "REVOKE USAGE ON TYPE e FROM kind_reader", told: "privilege USAGE for kind_reader on type e: absent"),
    KindCase(
        "privileges on a server", given: "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER v FOREIGN DATA WRAPPER w",
        "GRANT USAGE ON FOREIGN SERVER v TO kind_reader", undo: "REVOKE USAGE ON FOREIGN SERVER v FROM kind_reader",
        told: "privilege USAGE for kind_reader on server v: absent"),
    KindCase(
        "privileges on all tables", given: t,
        "CREATE TABLE u (a int); GRANT SELECT ON ALL TABLES IN SCHEMA public TO kind_reader", undo: "DROP TABLE u",
        told: "table u: absent", unverified: ["GRANT: on all objects in schema public"]),
    KindCase(
        "default privileges", given: "CREATE SCHEMA s",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT, INSERT ON TABLES TO kind_reader",
        undo: "ALTER DEFAULT PRIVILEGES IN SCHEMA s REVOKE INSERT ON TABLES FROM kind_reader",
        told: "privilege INSERT for kind_reader on default privileges \"of any role in schema s on tables\": absent"),
    KindCase(
        "default privileges of a role",
        "ALTER DEFAULT PRIVILEGES FOR ROLE kind_owner GRANT USAGE ON SEQUENCES TO kind_reader",
        undo: "ALTER DEFAULT PRIVILEGES FOR ROLE kind_owner REVOKE USAGE ON SEQUENCES FROM kind_reader",
        told: "privilege USAGE for kind_reader on default privileges \"of role kind_owner on sequences\": absent"),
    KindCase(
        "a role", "CREATE ROLE kind_made LOGIN CREATEDB CONNECTION LIMIT 5; GRANT kind_reader TO kind_made",
        undo: "ALTER ROLE kind_made NOCREATEDB", told: "role kind_made: is not CREATEDB"),
    KindCase(
        "membership in a role", given: "CREATE ROLE kind_member", "GRANT kind_reader TO kind_member WITH ADMIN OPTION",
        undo: "REVOKE kind_reader FROM kind_member", told: "membership role kind_member in role kind_reader: absent"),
    KindCase(
        "a password is never looked at", "CREATE USER kind_user PASSWORD 'secret'",
        undo: "ALTER ROLE kind_user NOLOGIN", told: "role kind_user: is not LOGIN",
        unverified: ["CREATE ROLE: PASSWORD"]),
]
