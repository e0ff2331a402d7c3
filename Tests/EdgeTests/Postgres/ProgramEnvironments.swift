import Testing
import TreeGuardBase
import TreeGuardPostgres

/// How pg_dump and psql get in: by their environment alone.
@Suite struct ProgramEnvironments {
    @Test func everythingThatAnAddressSaysIsThere() throws {
        let settings = try connectionSettings(
            from: Redacted("postgresql://ada:s%20cret@db.example.com:6543/shop?options=-c%20geqo%3Doff"))
        let environment = try programEnvironment(of: settings, options: ["default_transaction_read_only": "on"])
        #expect(environment["PGHOST"] == "db.example.com")
        #expect(environment["PGPORT"] == "6543")
        #expect(environment["PGUSER"] == "ada")
        #expect(environment["PGDATABASE"] == "shop")
        #expect(environment["PGPASSWORD"] == "s cret")
        #expect(environment["PGOPTIONS"] == "-c geqo=off -c default_transaction_read_only=on")
        // A host that is not this machine needs TLS, whatever nobody said.
        #expect(environment["PGSSLMODE"] == "require")
    }

    @Test func whatTheCallerInheritedIsTakenAway() throws {
        let settings = try connectionSettings(from: Redacted("postgresql:///shop?host=/tmp/nowhere&user=ada"))
        let environment = try programEnvironment(of: settings)
        for name in ["PGPASSWORD", "PGSERVICE", "PGSERVICEFILE", "PGHOSTADDR"] {
            #expect(environment.keys.contains(name) && environment[name] == .some(nil), "\(name)")
        }
    }
}
