import Glibc
import TreeGuardBase

/// The folders in which PostgreSQL's programs may be.
package struct PostgresPlaces: Sendable {
    /// Folders of packages, each with an asterisk in place of the major version.
    package var packages: [String]
    /// The folders of `PATH`.
    package var searchPath: String

    package init(packages: [String], searchPath: String) {
        (self.packages, self.searchPath) = (packages, searchPath)
    }

    package static let here = PostgresPlaces(
        // Debian and similar systems; Red Hat and similar systems.
        packages: ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin"],
        searchPath: ProcessEnvironment.inherited["PATH"] ?? "")

    fileprivate var packaged: [(folder: String, version: Int)] { packages.flatMap { PostgresPlaces.folders(of: $0) } }

    private static func folders(of package: String) -> [(folder: String, version: Int)] {
        let halves = package.split(separator: "*").map(String.init)
        guard halves.count == 2, let slash = halves[0].lastIndex(of: "/") else { return [] }
        let start = halves[0][slash...].dropFirst()
        var found: [(folder: String, version: Int)] = []
        for name in (try? Files.names(in: String(halves[0][...slash]))) ?? [] where name.hasPrefix(start) {
            guard let version = Int(name.dropFirst(start.count)) else { continue }
            found.append((halves[0] + "\(version)" + halves[1], version))
        }
        return found
    }
}

/// The folder of the server's programs: initdb, pg_ctl, postgres, psql.
package struct PostgresBinaries: Sendable, Hashable {
    package let folder: String

    /// All installed versions, the newest first.
    package static func installed(
        in places: PostgresPlaces = .here, run: RunCommand
    ) -> [(programs: PostgresBinaries, majorVersion: Int)] {
        var found = places.packaged.filter { isComplete($0.folder) }
        let configured = run(Command("pg_config", ["--bindir"])).outputText.split(separator: "\n").map(String.init)
        let searched = places.searchPath.split(separator: ":").map(String.init)
        for folder in configured + searched where isComplete(folder) && !found.contains(where: { $0.folder == folder })
        {
            guard let version = PostgresBinaries(folder: folder).majorVersion(run: run) else { continue }
            found.append((folder, version))
        }
        // Of the same version, the package's programs come first.
        return found.enumerated().sorted { ($1.element.version, $0.offset) < ($0.element.version, $1.offset) }
            .map { (PostgresBinaries(folder: $0.element.folder), $0.element.version) }
    }

    /// The newest installed version.
    package static func newest(
        in places: PostgresPlaces = .here, run: RunCommand
    ) throws(Failure) -> PostgresBinaries {
        if let newest = installed(in: places, run: run).first { return newest.programs }
        throw missing
    }

    /// The failure if no version is installed.
    package static var missing: Failure {
        Failure(
            .postgresMissing, what: "a throwaway PostgreSQL server could not be used",
            why: "no initdb, pg_ctl, postgres and psql in /usr/lib/postgresql/*/bin, /usr/pgsql-*/bin, "
                + "pg_config --bindir or PATH",
            next: "apt-get install postgresql")
    }

    /// The programs of one major version, if it is installed.
    package static func ofMajorVersion(
        _ version: Int, in places: PostgresPlaces = .here, run: RunCommand
    ) -> PostgresBinaries? {
        installed(in: places, run: run).first { $0.majorVersion == version }?.programs
    }

    /// The version that the server prints: "postgres (PostgreSQL) 15.20 (Debian 15.20-1)".
    package func version(run: RunCommand) -> String {
        let words = run(Command("\(folder)/postgres", ["--version"])).outputText.split { $0 == " " || $0 == "\n" }
        return words.count > 2 ? String(words[2]) : ""
    }

    package func majorVersion(run: RunCommand) -> Int? { Int(version(run: run).prefix(while: \.isNumber)) }

    private static func isComplete(_ folder: String) -> Bool {
        ["initdb", "pg_ctl", "postgres", "psql"].allSatisfy { access("\(folder)/\($0)", X_OK) == 0 }
    }
}
