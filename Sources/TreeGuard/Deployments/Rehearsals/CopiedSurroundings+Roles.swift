import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// Roles on a copy. The server's superuser has a name that production does not know, so that whoever is a superuser there
/// is an ordinary role here, and owns what it owns there.
extension CopiedSurroundings {
    /// The role that loads the schema and looks on: a member of all others, and no superuser either. Triggers and foreign
    /// keys do not bother it.
    package static let loader = "treeguard_loader"
    /// The role whose members may own objects in any schema: while the schema is loaded, and for good where the deployer is
    /// a superuser in production.
    static let makingRole = "treeguard_makers"

    /// The beginning of a superuser's script: names are the catalog's own.
    private static let catalogOnly = "SET search_path = pg_catalog, pg_temp;\n"

    /// Before anything of the schema is there.
    package var preparations: String {
        let loader = CopiedSurroundings.loader
        var lines = [
            "CREATE ROLE \(loader) LOGIN INHERIT NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION BYPASSRLS",
            // What a superuser sets for a role holds, whatever that role may set itself.
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

    /// In the copy's database, before the loader makes objects: a role that owns something must be able to make it there,
    /// which only a superuser may overlook.
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

    /// In the copy's database, before what production's schema says of rights. Where the deployer is a superuser, an owner
    /// may be given an object wherever it is, also in a schema that a migration makes.
    package var closingOfSchemas: String {
        let role = CopiedSurroundings.makingRole
        let ending =
            superDeployer.map {
                "ALTER DEFAULT PRIVILEGES FOR ROLE \(sqlIdentifier($0)) GRANT USAGE, CREATE ON SCHEMAS TO \(role)"
            } ?? "DROP OWNED BY \(role); DROP ROLE \(role)"
        return script([ending])
    }

    /// Up to PostgreSQL 14 the schema `public` belongs to the superuser, which is nobody's here.
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

    /// When everything is there: who is what, and may what.
    package func conclusions(majorVersion: Int, database: String) -> String {
        var lines: [String] = []
        for role in roles where !role.inherits && role.name != superDeployer {
            lines.append("ALTER ROLE \(sqlIdentifier(role.name)) NOINHERIT")
        }
        let names = Set(roles.map(\.name))
        for one in memberships where SuperuserStep.isHarmlessRole(one.role) && names.contains(one.member) {
            // Whoever may do everything is a member of all others, and they cannot be its members then.
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
            // What a superuser's migration sets for itself, and no file or program is read for.
            if majorVersion >= 15 {
                lines += [
                    "session_replication_role", "log_statement", "log_min_duration_statement", "deadlock_timeout",
                ]
                .map { "GRANT SET ON PARAMETER \($0) TO \(sqlIdentifier(superDeployer))" }
            }
        }
        return script(lines + settings)
    }

    /// The deployer where it is a superuser in production. On the copy it is a member of every other role instead.
    private var superDeployer: String? { deployerIsSuperuser ? deployer : nil }

    private func script(_ lines: [String]) -> String {
        CopiedSurroundings.catalogOnly + lines.map { $0 + ";\n" }.joined()
    }
}
