import Foundation
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSchema
import TreeGuardSystem

@testable import TreeGuardPostgres

@Suite struct ConnectionStrings {
    @Test func aURLIsReadAsLibpqReadsIt() throws {
        let text = " postgresql://me:p%40ss@db.example.test:25060/app?sslmode=verify-full&connect_timeout=3\n"
        let settings = try connectionSettings(from: Redacted(text))
        #expect(
            settings.parameters == [
                "user": "me", "host": "db.example.test", "port": "25060", "dbname": "app", "sslmode": "verify-full",
                "connect_timeout": "3",
            ])
        #expect(settings.password?.exposed == "p@ss")
    }

    @Test func keywordsAndValuesAreReadToo() throws {
        let settings = try connectionSettings(
            from: Redacted("host=/run/pg dbname='my app' password='a b' sslpassword=c service=production"))
        #expect(settings.parameters == ["host": "/run/pg", "dbname": "my app", "service": "production"])
        #expect(settings.password?.exposed == "a b")
        #expect(settings.keyPassword?.exposed == "c")
    }

    @Test(arguments: [
        ("postgresql+psycopg2://u:p@h/d", "postgresql://u:p@h/d", nil),
        ("postgres+asyncpg://u:p@h/d?ssl=require", "postgres://u:p@h/d?sslmode=require", nil),
        ("jdbc:postgresql://h:1/d?user=u&password=p&currentSchema=app", "postgresql://h:1/d?user=u&password=p", "app"),
        ("postgres://u:p@h/d?schema=app&pgbouncer=true&connection_limit=5", "postgres://u:p@h/d", "app"),
        ("postgres://u:p?q@h/d?pool=5&sslmode=no-verify", "postgres://u:p?q@h/d?sslmode=require", nil),
        ("postgres://u:p@h/d?options=endpoint%3Dx&x=y", "postgres://u:p@h/d?options=endpoint%3Dx&x=y", nil),
        ("host=h dbname=d", "host=h dbname=d", nil),
    ])
    func whatOtherToolsWriteIsUnderstood(text: String, plain: String, schema: String?) {
        let spelling = ForeignSpelling(of: text)
        #expect(spelling.text == plain)
        #expect(spelling.schema == schema)
    }

    @Test(arguments: [
        "", "   ", "postgres://u:S3cret%zz@h/d", "postgres://u:S3/cret@h/d", "postgres://u:12/S3cret@h/d",
        "postgres://u:x@S3cret@h/d", "postgres://u:x?S3cret@h/d?S3cret", "postgres://u:p@h/d?S3cret=1",
        "host=h password=a S3cret", "host=h S3cret=b", "password='S3cret", "postgres://u:p@h:S3cret/d",
        "dbname=postgres://u:S3cret@h/d", "host=h port=S3cret",
    ])
    func whatCannotBeReadIsRefusedWithoutAWordOfIt(text: String) throws {
        let failure = try #require(throws: Failure.self) { try connectionSettings(from: Redacted(text)) }
        #expect(failure.code == .connectionInvalid)
        #expect(!String(reflecting: failure).contains("S3"))
        #expect(!String(reflecting: failure).contains("cret"))
    }

    @Test func anUnknownServiceIsSaid() throws {
        let settings = ConnectionSettings(parameters: ["service": "no-such-service"])
        let failure = try #require(throws: Failure.self) { try effectiveSettings(of: settings) }
        #expect(failure.code == .connectionInvalid)
        #expect(failure.why.contains("no-such-service"))
    }

    /// In a process of its own, because the environment belongs to all tests of a process.
    @Test func servicesVariablesAndPasswordFilesAreLibpqsOwnBusiness() async throws {
        await #expect(processExitsWith: .success) {
            let secured = try SecuredServer.shared()
            let folder = try TemporaryFolder()
            let place = "host=\(SecuredServer.name)\nhostaddr=127.0.0.1\nport=\(secured.server.port)\nuser=asker\n"
            setenv("PGSERVICEFILE", try folder.write("[production]\n\(place)dbname=postgres\n", to: "services"), 1)
            let word = SecuredServer.password
            let passwords = try folder.write("\(SecuredServer.name):*:*:asker:\(word)\n", to: "passwords")
            chmod(passwords, 0o600)
            setenv("PGPASSFILE", passwords, 1)
            let service = ConnectionSettings(parameters: ["service": "production", "sslrootcert": "/dev/null/none"])
            let effective = try effectiveSettings(of: service)
            #expect(effective.parameters["user"] == "asker")
            #expect(!effective.isOnThisMachine)
            let conversation = try ask(service, Inquiry(first: []), retryLimits).get()
            #expect(conversation.server.host == SecuredServer.name)
            #expect(!conversation.server.remarks.isEmpty)

            setenv("PGHOST", secured.server.folder, 1)
            setenv("PGPORT", "\(secured.server.port)", 1)
            setenv("PGUSER", "postgres", 1)
            let nothing = ConnectionSettings(parameters: ["dbname": "postgres"])
            #expect(try effectiveSettings(of: nothing).isOnThisMachine)
            #expect(try ask(nothing, Inquiry(first: []), retryLimits).get().server.host == secured.server.folder)
            secured.server.stop()
        }
    }
}
