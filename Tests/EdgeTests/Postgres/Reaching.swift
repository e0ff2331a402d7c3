import Foundation
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSchema
import TreeGuardSystem

@testable import TreeGuardPostgres

/// Limits for a test that expects to wait in vain.
let impatience = TimeLimits(
    connect: .milliseconds(400), statement: .milliseconds(400), lock: .milliseconds(300), overall: .milliseconds(900))

func loopback(_ port: Int, _ more: [String: String] = [:]) -> ConnectionSettings {
    let parameters = ["host": "127.0.0.1", "port": "\(port)", "user": "postgres", "dbname": "postgres"]
    return ConnectionSettings(parameters: parameters.merging(more) { $1 }, password: Redacted("unused-S3cret"))
}

@Suite(.timeLimit(.minutes(2))) struct Reaching {
    private let nothing = Inquiry(first: [])

    @Test func anUnknownHostIsNamed() throws {
        let settings = loopback(5432, ["host": "no-such-host.invalid"])
        let limits = TimeLimits(connect: .seconds(20), overall: .seconds(30))
        let failure = try #require(
            ask(settings, nothing, limits) { _ in .unknown("Name or service not known") }.failure)
        #expect(failure.code == .hostUnknown)
        #expect(failure.why == "no-such-host.invalid: Name or service not known")
    }

    @Test func theMachinesOwnResolverKnowsLocalhostAndNoInvalidName() {
        guard case .addresses(let addresses) = resolver("localhost") else {
            Issue.record("localhost has no address")
            return
        }
        #expect(addresses.contains("127.0.0.1") || addresses.contains("::1"))
        guard case .unknown = resolver("no-such-host.invalid") else {
            Issue.record("a .invalid name has an address")
            return
        }
    }

    @Test func aNameServerThatNeverAnswersIsNotWaitedFor() throws {
        let settings = loopback(5432, ["host": "db.example.test"])
        let slow: LookUpName = { _ in
            sleep(5)
            return .unknown("too late")
        }
        let failure = try #require(ask(settings, nothing, impatience, lookUp: slow).failure)
        #expect(failure.code == .connectionTimedOut)
        #expect(failure.why.contains("db.example.test"))
    }

    @Test func aClosedPortRefuses() throws {
        let failure = try #require(ask(loopback(LoopbackListener.freePort()), nothing, retryLimits).failure)
        #expect(failure.code == .connectionRefused)
        #expect(failure.why.contains("Connection refused"))
    }

    @Test func aMissingSocketRefuses() throws {
        let failure = try #require(ask(loopback(5432, ["host": "/dev/null/none"]), nothing, retryLimits).failure)
        #expect(failure.code == .connectionRefused)
        #expect(failure.why.contains("/dev/null/none"))
    }

    @Test func aHostThatSwallowsPacketsIsNotWaitedFor() throws {
        let listener = LoopbackListener(swallowingPackets: ())
        let failure = try #require(ask(loopback(listener.port), nothing, impatience).failure)
        #expect(failure.code == .connectionTimedOut)
        #expect(failure.why.contains("firewall"))
        #expect(failure.next.contains("Trusted Sources"))
    }

    @Test func aHostThatAcceptsAndSaysNothingIsNotWaitedFor() throws {
        let listener = ScriptedServer.silent()
        let failure = try #require(ask(loopback(listener.port), nothing, impatience).failure)
        #expect(failure.code == .connectionTimedOut)
        #expect(failure.why.contains("accepted"))
    }

    @Test func theNextAddressOfAHostIsTriedWhenTheFirstSwallowsPackets() throws {
        let database = try TemporaryDatabase()
        let deaf = LoopbackListener(swallowingPackets: ())
        let relay = LoopbackListener.relay(to: "\(database.server.folder)/.s.PGSQL.\(database.server.port)")
        let settings = loopback(
            0, ["host": "127.0.0.1,127.0.0.1", "port": "\(deaf.port),\(relay.port)", "dbname": database.name])
        let limits = TimeLimits(connect: .seconds(6), overall: .seconds(60))
        let conversation = try ask(settings, nothing, limits).get()
        #expect(conversation.server.database == database.name)
    }

    @Test(arguments: [
        ("57P03", "the database system is starting up", Failure.Code.serverStarting),
        ("57P03", "the database system is shutting down", .serverStopping),
        ("57P03", "das Datenbanksystem startet", .serverStarting),
        ("53300", "sorry, too many clients already", .tooManyConnections),
        ("28000", "no pg_hba.conf entry for host \"10.0.0.1\", no encryption", .authenticationFailed),
        ("42501", "permission denied for database \"x\"", .permissionDenied),
        ("08P01", "no such database: x", .databaseMissing),
        ("08P01", "no such user", .authenticationFailed),
        ("08P01", "no more connections allowed (max_client_conn)", .tooManyConnections),
        ("08006", "gone", .connectionLost),
        ("XX000", "Tenant or user not found", .queryFailed),
    ])
    func aServersRefusalIsUnderstoodByItsState(state: String, message: String, code: Failure.Code) throws {
        let server = ScriptedServer.refusing(state, message)
        let failure = try #require(ask(loopback(server.port), nothing, retryLimits).failure)
        #expect(failure.code == code)
        #expect(failure.why.contains(message))
    }

    @Test(arguments: ["9.6.24", "8.0.2"])
    func anOldServerIsNotAsked(version: String) throws {
        let server = ScriptedServer.claiming(version: version)
        let failure = try #require(ask(loopback(server.port), nothing, retryLimits).failure)
        #expect(failure.code == .serverTooOld)
        #expect(failure.why.contains(version))
    }

    @Test(arguments: [["host": "127.0.0.1"], ["host": "db.example.test", "hostaddr": "127.0.0.1"]])
    func whatIsNoPostgreSQLIsSaidToBeNone(host: [String: String]) throws {
        let server = ScriptedServer.web()
        let failure = try #require(ask(loopback(server.port, host), nothing, retryLimits).failure)
        #expect(failure.code == .notPostgreSQL)
    }

    @Test(arguments: [0, 1, 9, 40, 300, 420, 500, 1_000, 100_000])
    func aLineThatIsCutIsLostAndNeverAnEmptyAnswer(after bytes: Int) throws {
        let server = try TemporaryServer.shared()
        let relay = LoopbackListener.relay(to: "\(server.folder)/.s.PGSQL.\(server.port)", cuttingAfter: bytes)
        let inquiry = Inquiry(first: [Question("SELECT repeat('x', 1000) FROM generate_series(1, 1000)")])
        let failure = try #require(ask(loopback(relay.port), inquiry, retryLimits).failure)
        #expect(failure.code == .connectionLost)
    }
}
