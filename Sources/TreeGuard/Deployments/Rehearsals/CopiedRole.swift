import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// A role of production on the copy: with the same rights over objects, and none over the machine.
package struct CopiedRole: Hashable, Sendable {
    package var name: String
    package var isSuperuser: Bool
    package var inherits: Bool
    package var createsRoles: Bool
    package var bypassesRowSecurity: Bool

    /// The question for all roles. Everybody may read this catalog. The server reserves names that begin with `pg_`.
    static let question = Question(
        """
        SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolbypassrls FROM pg_catalog.pg_roles
        WHERE rolname NOT LIKE 'pg\\_%' ORDER BY rolname
        """)

    init?(_ row: [String?]) {
        guard row.count == 5, let name = row[0] else { return nil }
        self.name = name
        isSuperuser = row[1] == "t"
        inherits = row[2] == "t"
        createsRoles = row[3] == "t"
        bypassesRowSecurity = row[4] == "t"
    }

    /// The CREATE ROLE statement. It gives no CREATEROLE: up to PostgreSQL 15 that leads to
    /// `pg_execute_server_program`.
    var creation: String {
        "CREATE ROLE \(sqlIdentifier(name)) LOGIN INHERIT NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION"
            + (bypassesRowSecurity || isSuperuser ? " BYPASSRLS" : "")
    }
}
