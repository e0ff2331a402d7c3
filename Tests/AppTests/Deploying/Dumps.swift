import TestSupport
import Testing
import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardMigrations
import TreeGuardSystem

@testable import TreeGuardApp

/// A backup that cannot be made, or cannot be read back, stops a deployment.
@Suite struct Dumps {
    private func dump(
        _ folder: TemporaryFolder, _ database: TemporaryDatabase, run: @escaping RunCommand
    ) throws -> DatabaseDump {
        let session = Session(
            program: TreeGuard.description, arguments: Arguments(), directory: folder.path, environment: [:],
            terminal: Terminal(environment: [:]), run: run)
        let environment = Environment(
            settings: EnvironmentSettings(name: "a b/c"), isRequired: true, origin: nil,
            connection: .success(database.settings()))
        return DatabaseDump(
            session, environment, try TeamCommands(session, environment, in: folder.path), in: folder.path("backups"))
    }

    @Test func itIsReadBackToItsEnd() throws {
        let folder = try TemporaryFolder()
        let database = try TemporaryDatabase()
        try database.execute("CREATE TABLE t AS SELECT n, md5(n::text) FROM generate_series(1, 20000) n")
        let path = try dump(folder, database, run: Subprocess.run).make([])
        #expect(path.hasPrefix(folder.path("backups/a-b-c-")))
        #expect(try Files.mode(of: path) == 0o600)
        #expect(try Files.mode(of: folder.path("backups")) == 0o700)

        // The list of what is in it stands at its beginning, and is whole.
        let failure = try #require(throws: Failure.self) {
            try dump(folder, database) { command in
                let output = Subprocess.run(command)
                if command.program.hasSuffix("pg_dump"),
                    let file = command.arguments.first(where: { $0.hasPrefix("--file=") })
                {
                    _ = Subprocess.run(Command("truncate", ["--size=-1000", String(file.dropFirst(7))]))
                }
                return output
            }.make([])
        }
        #expect(failure.what == "nothing was deployed, for the backup cannot be read back")
        #expect(try Files.names(in: folder.path("backups")).count == 1)
    }

    @Test func withoutPgDumpItIsSaidWhatToDo() throws {
        let folder = try TemporaryFolder()
        let failure = try #require(throws: Failure.self) {
            try dump(folder, TemporaryDatabase()) { command in
                command.program.hasSuffix("pg_dump") ? CommandOutput(end: .notStarted(2)) : Subprocess.run(command)
            }.make([])
        }
        #expect(failure.why.hasSuffix("pg_dump is not there, or cannot be run"))
        #expect(failure.next.contains("apt-get install postgresql-client"))
        #expect(try Files.names(in: folder.path("backups")) == [])
    }
}
