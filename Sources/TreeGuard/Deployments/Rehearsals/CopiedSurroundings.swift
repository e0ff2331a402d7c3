import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// The parts of a database that a copy needs besides its schema: the roles and extensions that the schema uses.
package struct CopiedSurroundings: Hashable, Sendable {
    package var roles: [CopiedRole]
    /// The memberships of roles in roles.
    package var memberships: [Membership]
    /// The roles that may create schemas.
    package var makers: [String]
    package var extensions: [String]
    /// The settings of roles and of the database that decide how a name resolves.
    package var settings: [String]
    package var owner: String
    /// Our user in production.
    package var user: String
    /// True if we may create objects there. A role that only reads does not deploy.
    package var mayCreate: Bool
    /// The owner of most of the tables.
    package var tableOwner: String?
    package var tables: Int

    package struct Membership: Hashable, Sendable {
        package var role: String
        package var member: String
    }

    /// The questions. Everybody may read these catalogs.
    package static let questions = [
        CopiedRole.question,
        Question(
            """
            SELECT g.rolname, m.rolname FROM pg_catalog.pg_auth_members a
            JOIN pg_catalog.pg_roles g ON g.oid = a.roleid JOIN pg_catalog.pg_roles m ON m.oid = a.member
            WHERE m.rolname NOT LIKE 'pg\\_%' ORDER BY 1, 2
            """),
        Question("SELECT extname FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql' ORDER BY extname"),
        Question(
            """
            SELECT CASE WHEN s.setrole = 0 THEN NULL ELSE r.rolname END, pg_catalog.substr(setting, 13)
            FROM pg_catalog.pg_db_role_setting s CROSS JOIN unnest(setconfig) setting
            LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
            WHERE s.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))
                AND setting LIKE 'search\\_path=%' ORDER BY s.setrole, s.setdatabase
            """),
        Question(
            """
            SELECT rolname FROM pg_catalog.pg_roles
            WHERE rolname NOT LIKE 'pg\\_%' AND NOT rolsuper
                AND pg_catalog.has_database_privilege(oid, pg_catalog.current_database(), 'CREATE')
            """),
        Question(
            """
            SELECT pg_catalog.pg_get_userbyid(d.datdba), session_user::text,
                r.rolsuper OR EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname NOT LIKE 'pg\\_%'
                    AND n.nspname <> 'information_schema' AND has_schema_privilege(n.oid, 'CREATE')),
                (SELECT pg_catalog.pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class c
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                    GROUP BY c.relowner ORDER BY count(*) DESC, 1 LIMIT 1),
                (SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema')
            FROM pg_catalog.pg_database d JOIN pg_catalog.pg_roles r ON r.rolname = session_user
            WHERE d.datname = current_database()
            """),
    ]

    package init(_ answers: [Answer], database: String) {
        func rows(_ index: Int) -> [[String?]] { answers.indices.contains(index) ? answers[index].rows : [] }
        func words(_ index: Int) -> [String] { rows(index).compactMap { $0.first ?? nil } }
        roles = rows(0).compactMap { CopiedRole($0) }
        memberships = rows(1).compactMap { row in
            guard row.count == 2, let role = row[0], let member = row[1] else { return nil }
            return Membership(role: role, member: member)
        }
        extensions = words(2)
        settings = rows(3).compactMap { row in
            guard row.count == 2, let path = row[1] else { return nil }
            let whose = row[0].map { "ROLE \(sqlIdentifier($0))" } ?? "DATABASE \(sqlIdentifier(database))"
            // The server stores the value as SQL: "$user", public.
            return "ALTER \(whose) SET search_path = \(path)"
        }
        makers = words(4)
        let row = answers.last?.rows.first ?? []
        owner = row.first.flatMap { $0 } ?? "postgres"
        user = row.count > 1 ? row[1] ?? "postgres" : "postgres"
        mayCreate = row.count > 2 && row[2] == "t"
        tableOwner = row.count > 3 ? row[3] : nil
        tables = row.count > 4 ? row[4].flatMap { Int($0) } ?? 0 : 0
    }

    /// The role that runs the migrations on the copy: our own, unless we only read in production.
    package var deployer: String { mayCreate ? user : tableOwner ?? owner }

    /// True if the copy has this role.
    package func has(_ role: String) -> Bool { roles.contains { $0.name == role } }

    /// True if the deployer may run superuser statements in production.
    package var deployerIsSuperuser: Bool { roles.contains { $0.name == deployer && $0.isSuperuser } }

    /// True if the deployer may create roles in production.
    package var deployerMakesRoles: Bool {
        roles.contains { $0.name == deployer && ($0.isSuperuser || $0.createsRoles) }
    }

    /// The package of a popular extension on Debian and similar systems.
    package static func package(of name: String, majorVersion: Int) -> String {
        let words = [
            "postgis": "postgis-3", "postgis_topology": "postgis-3", "postgis_raster": "postgis-3",
            "vector": "pgvector",
            "pg_cron": "cron", "pg_partman": "partman", "pgaudit": "pgaudit", "hypopg": "hypopg", "rum": "rum",
            "pg_repack": "repack", "pgrouting": "pgrouting", "pglogical": "pglogical", "hll": "hll", "ip4r": "ip4r",
            "orafce": "orafce", "pg_similarity": "similarity", "periods": "periods", "plpython3u": "plpython3",
        ]
        guard let word = words[name] else { return "apt-cache search postgresql-\(majorVersion)" }
        return word.hasPrefix("pl")
            ? "apt-get install postgresql-\(word)-\(majorVersion)"
            : "apt-get install postgresql-\(majorVersion)-\(word)"
    }
}
