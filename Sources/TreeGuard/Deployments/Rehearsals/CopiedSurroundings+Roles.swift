import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// Roles on a copy. The copy's superuser has a name that production does not use. So a superuser of production is an
/// ordinary role here, and owns what it owns in production.
extension CopiedSurroundings {
    /// The role that loads the schema and reads the results: a member of all others, and no superuser. Triggers and
    /// foreign keys do not fire for it.
    package static let loader = "treeguard_loader"
    /// The role whose members may own objects in any schema: while the schema is loaded, and permanently if the
    /// deployer is a superuser in production.
    static let makingRole = "treeguard_makers"

    /// The first line of a superuser's script: names resolve in the catalog only.
    private static let catalogOnly = "SET search_path = pg_catalog, pg_temp;\n"

    /// The script that runs before the schema is loaded.
    package var preparations: String {
        let loader = CopiedSurroundings.loader
        var lines = [
            "CREATE ROLE \(loader) LOGIN INHERIT NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION BYPASSRLS",
            // A superuser's setting for a role holds even if that role may not set the parameter itself.
            "ALTER ROLE \(loader) SET session_replication_role = replica",
            "CREATE ROLE \(CopiedSurroundings.makingRole) NOLOGIN",
        ]
        for role in roles where !SuperuserStep.isReservedRole(role.name) {
            lines += [
                role.creation,
                "GRANT \(CopiedSurroundings.makingRole) TO \(sqlIdentifier(role.name))",
                "GRANT \(sqlIdentifier(role.name)) TO \(loader)",
            ]
        }
        lines.append("GRANT \(CopiedSurroundings.makingRole) TO \(loader)")
        return script(lines)
    }

    /// The script that runs in the copy's database before the loader creates objects. An owner must have CREATE on the
    /// schema; only a superuser is exempt.
    package static let openSchemas = """
        \(catalogOnly)DO $$
        DECLARE name text;
        BEGIN
            FOR name IN SELECT nspname FROM pg_catalog.pg_namespace
                WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
            LOOP
                EXECUTE pg_catalog.format('GRANT USAGE, CREATE ON SCHEMA %I TO \(makingRole)', name);
            END LOOP;
        END $$;

        """

    /// The script that runs in the copy's database before production's privileges are restored. If the deployer is a
    /// superuser, an owner may be given an object in any schema, also in one that a migration creates.
    package var closingOfSchemas: String {
        let role = CopiedSurroundings.makingRole
        let ending =
            superDeployer.map {
                "ALTER DEFAULT PRIVILEGES FOR ROLE \(sqlIdentifier($0)) GRANT USAGE, CREATE ON SCHEMAS TO \(role)"
            } ?? "DROP OWNED BY \(role); DROP ROLE \(role)"
        return script([ending])
    }

    /// The script for the owner of `public`. Up to PostgreSQL 14 it belongs to the superuser, whom no role of the copy
    /// matches.
    package var ownerOfPublic: String {
        """
        \(CopiedSurroundings.catalogOnly)DO $$
        BEGIN
            IF EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'public' AND nspowner = 10) THEN
                ALTER SCHEMA public OWNER TO \(sqlIdentifier(owner));
            END IF;
        END $$;

        """
    }

    /// The script that runs after the schema is loaded: memberships and privileges.
    package func conclusions(majorVersion: Int, database: String) -> String {
        var lines: [String] = []
        for role in roles where !role.inherits && role.name != superDeployer {
            lines.append("ALTER ROLE \(sqlIdentifier(role.name)) NOINHERIT")
        }
        let names = Set(roles.map(\.name))
        for one in memberships where SuperuserStep.isHarmlessRole(one.role) && names.contains(one.member) {
            // The superuser is a member of all other roles here, so they cannot be its members.
            guard one.role != superDeployer, one.member != superDeployer else { continue }
            lines.append("GRANT \(sqlIdentifier(one.role)) TO \(sqlIdentifier(one.member))")
        }
        for name in makers where names.contains(name) {
            lines.append("GRANT CREATE ON DATABASE \(sqlIdentifier(database)) TO \(sqlIdentifier(name))")
        }
        if majorVersion >= 14 { lines.append("GRANT pg_read_all_data TO \(CopiedSurroundings.loader)") }
        if let superDeployer {
            lines += roles.map(\.name).filter { $0 != superDeployer }.map {
                "GRANT \(sqlIdentifier($0)) TO \(sqlIdentifier(superDeployer)) WITH ADMIN OPTION"
            }
            // The settings that a superuser's migration may set, and that make the server read no file and run no
            // program.
            if majorVersion >= 15 {
                lines += [
                    "session_replication_role", "log_statement", "log_min_duration_statement", "deadlock_timeout",
                ]
                .map { "GRANT SET ON PARAMETER \($0) TO \(sqlIdentifier(superDeployer))" }
            }
        }
        return script(lines + settings)
    }

    /// The deployer if it is a superuser in production. On the copy it is a member of every other role instead.
    private var superDeployer: String? { deployerIsSuperuser ? deployer : nil }

    private func script(_ lines: [String]) -> String {
        CopiedSurroundings.catalogOnly + lines.map { $0 + ";\n" }.joined()
    }
}
