import TreeGuardBase
import TreeGuardSchema

/// The table of deployments. Its owner may read it, and the roles that the team names (`deploy.readers`).
extension RunRecord {
    package static let schema = "treeguard"
    package static let table = "deployment"

    /// The table's comment has its version. The first version had none, was readable by everybody, and kept the
    /// server's messages, which quote rows.
    private static let description = "TreeGuard's record of deployments, version 2"
    private static let errorForm = "^[a-z-]+( [0-9A-Z]{5}( [a-z_]+)?)?(, line [0-9]+)?$"

    /// The table's oid, looked up in the catalog by name: this works even without USAGE on the schema.
    private static let relation = """
        (SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'treeguard' AND c.relname = 'deployment')
        """

    /// Asks if the table exists.
    package static let isThere = Question("SELECT \(relation) IS NOT NULL")

    private static let restriction = """
        REVOKE ALL ON SCHEMA treeguard FROM PUBLIC;
        REVOKE ALL ON TABLE treeguard.deployment FROM PUBLIC;
        COMMENT ON TABLE treeguard.deployment IS \(SQLWords.literal(description))
        """

    /// Creates the table if it is missing.
    package static let creation: [Question] = [
        Question("CREATE SCHEMA IF NOT EXISTS treeguard"),
        Question(
            """
            CREATE TABLE IF NOT EXISTS treeguard.deployment (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                deployment text NOT NULL,
                environment text NOT NULL,
                framework text NOT NULL,
                migration text NOT NULL,
                path text NOT NULL,
                digest text NOT NULL,
                commit text,
                who text NOT NULL,
                origin text NOT NULL,
                version text NOT NULL,
                started timestamptz NOT NULL DEFAULT clock_timestamp(),
                finished timestamptz,
                duration interval,
                parts integer NOT NULL,
                begun integer NOT NULL DEFAULT 0,
                done integer NOT NULL DEFAULT 0,
                outcome text NOT NULL CHECK (outcome IN ('running', 'applied', 'failed', 'rolled_back')),
                error text CONSTRAINT deployment_error_without_data CHECK (error ~ '\(errorForm)'),
                UNIQUE (deployment, path)
            )
            """),
        Question(restriction),
    ]

    /// Asks if the table has its present form, and if we own it.
    package static let form = Question(
        """
        SELECT coalesce(pg_catalog.obj_description(c.oid, 'pg_class') = \(SQLWords.literal(description)), false),
            pg_catalog.pg_has_role(c.relowner, 'USAGE'), pg_catalog.pg_get_userbyid(c.relowner)
        FROM pg_catalog.pg_class c WHERE c.oid = \(relation)
        """)

    /// Upgrades the table of an earlier version once, even if others try at the same time.
    package static let upgrade: [Question] = [
        Question("SET LOCAL lock_timeout = '10s'"),
        Question("LOCK TABLE treeguard.deployment IN ACCESS EXCLUSIVE MODE"),
        Question(
            """
            DO $$
            BEGIN
                IF pg_catalog.obj_description('treeguard.deployment'::pg_catalog.regclass, 'pg_class')
                    IS NOT DISTINCT FROM \(SQLWords.literal(description))
                THEN RETURN; END IF;
                UPDATE treeguard.deployment SET error = 'removed' WHERE error IS NOT NULL;
                ALTER TABLE treeguard.deployment ADD CONSTRAINT deployment_error_without_data
                    CHECK (error ~ '\(errorForm)');
                \(restriction);
            END $$
            """),
    ]

    /// Removes the messages of the first version; a role that does not own the table can do this much.
    package static let scrubbing = Question(
        "UPDATE treeguard.deployment SET error = 'removed' WHERE error IS NOT NULL AND error !~ '\(errorForm)'")

    /// Asks for each named reader if the role exists, and if it may read the table.
    package static func readers(_ names: [String]) -> Question {
        Question(
            """
            SELECT name, r.oid IS NOT NULL, r.oid IS NOT NULL
                AND pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE')
                AND pg_catalog.has_table_privilege(r.oid, \(relation), 'SELECT')
            FROM unnest($1::text[]) name LEFT JOIN pg_catalog.pg_roles r ON r.rolname = name,
                pg_catalog.pg_namespace n WHERE n.nspname = 'treeguard'
            """, [arrayLiteral(inOrder: names)])
    }

    /// Lets a role read the table.
    package static func admission(of reader: String) -> Question {
        let role = sqlIdentifier(reader)
        return Question("GRANT USAGE ON SCHEMA treeguard TO \(role); GRANT SELECT ON treeguard.deployment TO \(role)")
    }

    /// Asks if the table exists and we may write to it.
    package static let mayBeWritten = Question(
        """
        SELECT coalesce(bool_and(pg_catalog.has_table_privilege(r.oid, p.name)
            AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')), false)
        FROM (SELECT \(relation) AS oid) r, pg_catalog.pg_namespace n,
            (VALUES ('SELECT'), ('INSERT'), ('UPDATE')) AS p (name)
        WHERE r.oid IS NOT NULL AND n.nspname = 'treeguard'
        """)

    /// Asks if we may create it: the schema, or the table in an existing schema.
    package static let mayBeMade = Question(
        """
        SELECT \(relation) IS NULL
            AND coalesce(
                (SELECT pg_catalog.has_schema_privilege(oid, 'CREATE') FROM pg_catalog.pg_namespace
                    WHERE nspname = 'treeguard'),
                pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'))
        """)
}
