import TreeGuardBase
import TreeGuardSchema

/// The choice among the installed PostgreSQL versions for a copy of production.
package enum CopyVersion {
    /// Production's own major version, else the next newer one: an older server may not understand the schema, and its
    /// pg_dump refuses to read a newer server.
    ///
    /// - Parameter environment: the name of the copied environment
    /// - Parameter installed: the installed major versions
    package static func choice(
        for production: Server, named environment: String, installed: [Int]
    ) throws(Failure) -> Int {
        if let version = installed.filter({ $0 >= production.majorVersion }).min() { return version }
        let here = installed.max().map { "the newest here is PostgreSQL \($0)" }
        throw Failure(
            .postgresMissing, what: "the schema of \(Escaped(environment)) could not be copied",
            why: "it is PostgreSQL \(production.version), and "
                + (here.map { "\($0), which can neither read nor run what a newer one has" }
                    ?? "no server's programs (initdb, pg_ctl, postgres, psql) are on this machine"),
            next: package(majorVersion: production.majorVersion))
    }

    /// The remark in a report if the copy's version differs from production's.
    package static func remark(_ version: Int, for production: Server, named environment: String) -> String? {
        guard version != production.majorVersion else { return nil }
        return "\(Escaped(environment)) is PostgreSQL \(production.version), which is not installed here, so that "
            + "PostgreSQL \(version) stood in: \(package(majorVersion: production.majorVersion))"
    }

    /// The package to install. Distributions have one version; the PostgreSQL project's repository has them all.
    private static func package(majorVersion: Int) -> String {
        "apt-get install postgresql-\(majorVersion) (where there is none: https://www.postgresql.org/download)"
    }
}
