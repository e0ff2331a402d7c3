private let t = "CREATE TABLE t (a int PRIMARY KEY, b int); CREATE TABLE u (a int);"

let databaseKinds: [KindCase] = [
    KindCase(
        "a schema of a role", "CREATE SCHEMA s AUTHORIZATION kind_owner", undo: "ALTER SCHEMA s OWNER TO postgres",
        told: "owner of schema s: owner is postgres, expected kind_owner"),
    KindCase(
        "an extension", given: "CREATE SCHEMA s", "CREATE EXTENSION citext SCHEMA s VERSION '1.5'",
        undo: "ALTER EXTENSION citext UPDATE TO '1.6'",
        told: "version of extension citext: version is 1.6, expected 1.5"),
    KindCase(
        "an updated extension", given: "CREATE EXTENSION citext VERSION '1.5'",
        "ALTER EXTENSION citext UPDATE TO '1.6'",
        undo: "DROP EXTENSION citext; CREATE EXTENSION citext VERSION '1.5'",
        told: "version of extension citext: version is 1.5, expected 1.6"),
    KindCase(
        "an extension in another schema", given: "CREATE SCHEMA s; CREATE EXTENSION citext",
        "ALTER EXTENSION citext SET SCHEMA s", undo: "ALTER EXTENSION citext SET SCHEMA public",
        told: "schema of extension citext: schema is public, expected s"),
    KindCase(
        "a publication", given: t,
        "CREATE PUBLICATION p FOR TABLE t (a, b) WHERE (a > 0), TABLE u WITH (publish = 'insert, update')",
        undo: "ALTER PUBLICATION p DROP TABLE u", told: "membership u in publication p: absent"),
    KindCase(
        "what a publication publishes", given: t, "CREATE PUBLICATION p FOR TABLE t",
        undo: "ALTER PUBLICATION p SET (publish = 'insert')",
        told: "publication p: publish is insert, expected delete, insert, truncate, update"),
    KindCase(
        "the columns of a published table", given: t + "CREATE PUBLICATION p",
        "ALTER PUBLICATION p ADD TABLE t (a) WHERE (a > 0)",
        undo: "ALTER PUBLICATION p SET TABLE t (a, b) WHERE (a > 0)",
        told: "membership t in publication p: columns is a, b, expected a"),
    KindCase(
        "all tables published", "CREATE PUBLICATION p FOR ALL TABLES", undo: "DROP PUBLICATION p; CREATE PUBLICATION p",
        told: "publication p: is not all tables"),
    KindCase(
        "a schema published", given: "CREATE SCHEMA s", "CREATE PUBLICATION p FOR TABLES IN SCHEMA s",
        undo: "ALTER PUBLICATION p DROP TABLES IN SCHEMA s", told: "membership schema s in publication p: absent"),
    KindCase(
        "a subscription",
        "CREATE SUBSCRIPTION kind_sub CONNECTION 'host=nowhere password=secret' PUBLICATION p, q WITH (connect = false)",
        undo: "ALTER SUBSCRIPTION kind_sub SET (slot_name = NONE); DROP SUBSCRIPTION kind_sub",
        told: "subscription kind_sub: absent"),
    KindCase(
        "a foreign data wrapper", "CREATE FOREIGN DATA WRAPPER w VALIDATOR postgresql_fdw_validator",
        undo: "ALTER FOREIGN DATA WRAPPER w NO VALIDATOR",
        told: "foreign data wrapper w: validator is none, expected postgresql_fdw_validator"),
    KindCase(
        "a server", given: "CREATE FOREIGN DATA WRAPPER w",
        "CREATE SERVER v TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER w OPTIONS (host 'secret')",
        undo: "ALTER SERVER v VERSION '2'", told: "server v: version is 2, expected 1",
        unverified: ["CREATE SERVER: OPTIONS, which are never read"]),
    KindCase(
        "a user mapping", given: "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER v FOREIGN DATA WRAPPER w",
        "CREATE USER MAPPING FOR kind_reader SERVER v OPTIONS (password 'secret'); CREATE USER MAPPING FOR PUBLIC SERVER v",
        undo: "DROP USER MAPPING FOR kind_reader SERVER v", told: "user mapping \"kind_reader SERVER v\": absent",
        unverified: ["CREATE USER MAPPING: OPTIONS, which are never read"]),
]
