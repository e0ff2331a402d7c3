import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// Which of the PostgreSQL versions on a machine is found where.
@Suite struct ProgramsOfPostgres {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Programs that do nothing but say their version.
    private func install(_ version: String, in place: String) throws {
        for name in ["initdb", "pg_ctl", "postgres", "psql"] {
            let program = try folder.write(
                "#!/bin/sh\necho \"postgres (PostgreSQL) \(version)\"\n", to: "\(place)/\(name)")
            try runProgram("chmod", "+x", program)
        }
    }

    private func places(searching: String...) -> PostgresPlaces {
        PostgresPlaces(
            packages: [folder.path("debian/*/bin"), folder.path("redhat/pgsql-*/bin")],
            searchPath: searching.map(folder.path).joined(separator: ":"))
    }

    /// Without the pg_config of this machine.
    private func run(_ command: Command) -> CommandOutput {
        var command = command
        if command.program == "pg_config" { command.program = "/bin/false" }
        return Subprocess.run(command)
    }

    @Test func theNewestComesFirstWhereverItIs() throws {
        try install("9.6.1", in: "debian/9/bin")
        try install("14.2", in: "debian/14/bin")
        try install("16.1", in: "redhat/pgsql-16/bin")
        try install("17beta1", in: "own")
        // Not all of a server's programs.
        try folder.write("", to: "debian/18/bin/psql")
        let found = PostgresBinaries.installed(in: places(searching: "nowhere", "own"), run: run)
        #expect(found.map(\.majorVersion) == [17, 16, 14, 9])
        #expect(found.first?.programs.folder == folder.path("own"))
        #expect(try PostgresBinaries.newest(in: places(), run: run).folder == folder.path("redhat/pgsql-16/bin"))
        let older = PostgresBinaries.ofMajorVersion(14, in: places(searching: "own"), run: run)
        #expect(older?.version(run: run) == "14.2")
        #expect(PostgresBinaries.ofMajorVersion(15, in: places(searching: "own"), run: run) == nil)
    }

    @Test func whereThereAreNoneItIsSaidWhatToInstall() throws {
        let failure = try #require(throws: Failure.self) { try PostgresBinaries.newest(in: places(), run: run) }
        #expect(failure.code == .postgresMissing)
        #expect(failure.next == "apt-get install postgresql")
    }
}
