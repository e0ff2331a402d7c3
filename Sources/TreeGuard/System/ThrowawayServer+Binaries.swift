import Glibc
import TreeGuardCore

/// Where the server's programs are: initdb, pg_ctl, postgres, psql.
package struct PostgresBinaries: Sendable, Hashable {
    package let folder: String

    /// The newest that Debian's packages laid down, else what pg_config or PATH know.
    package static func newest(run: RunCommand) throws(Failure) -> PostgresBinaries {
        let packaged = ((try? Files.names(in: debianFolder)) ?? [])
            .compactMap { Int($0) }.sorted(by: >).map { "\(debianFolder)/\($0)/bin" }
        if let folder = packaged.first(where: isComplete) { return PostgresBinaries(folder: folder) }
        let configured = run(Command("pg_config", ["--bindir"])).outputText.split(separator: "\n").map(String.init)
        let searched = (ProcessEnvironment.inherited["PATH"] ?? "").split(separator: ":").map(String.init)
        if let folder = (configured + searched).first(where: isComplete) { return PostgresBinaries(folder: folder) }
        throw Failure(
            .postgresMissing, what: "a throwaway PostgreSQL server could not be used",
            why: "no initdb, pg_ctl and postgres in \(debianFolder)/*/bin, pg_config --bindir or PATH",
            next: "apt-get install postgresql")
    }

    /// Those of one major version, where they are here.
    package static func ofMajorVersion(_ version: Int, run: RunCommand) -> PostgresBinaries? {
        let packaged = "\(debianFolder)/\(version)/bin"
        if isComplete(packaged) { return PostgresBinaries(folder: packaged) }
        guard let newest = try? newest(run: run) else { return nil }
        return newest.majorVersion(run: run) == version ? newest : nil
    }

    /// As its server says: "postgres (PostgreSQL) 15.20 (Debian 15.20-1)".
    package func version(run: RunCommand) -> String {
        let words = run(Command("\(folder)/postgres", ["--version"])).outputText.split { $0 == " " || $0 == "\n" }
        return words.count > 2 ? String(words[2]) : ""
    }

    package func majorVersion(run: RunCommand) -> Int? { Int(version(run: run).prefix(while: \.isNumber)) }

    private static let debianFolder = "/usr/lib/postgresql"

    private static func isComplete(_ folder: String) -> Bool {
        ["initdb", "pg_ctl", "postgres", "psql"].allSatisfy { access("\(folder)/\($0)", X_OK) == 0 }
    }
}
