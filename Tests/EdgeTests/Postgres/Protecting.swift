import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSchema
import TreeGuardSystem

@testable import TreeGuardPostgres

@Suite(.timeLimit(.minutes(2))) struct Protecting {
    private let encrypted = Inquiry(first: [
        Question("SELECT ssl FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()")
    ])

    @Test(arguments: [nil, "disable", "allow", "prefer", "require"])
    func aDistantHostIsAskedOverTLSWhateverTheURLSays(mode: String?) throws {
        let settings = try SecuredServer.shared().settings(mode.map { ["sslmode": $0] } ?? [:])
        let conversation = try ask(settings, encrypted, retryLimits).get()
        #expect(single(conversation.first.first) == "t")
        #expect(conversation.server.remarks.contains { $0.contains("verify-full") })
        let isRaised = mode == "disable" || mode == "allow"
        #expect(conversation.server.remarks.contains { $0.contains("was raised to require") } == isRaised)
    }

    @Test func aVerifiedServerLeavesNothingToRemark() throws {
        let secured = try SecuredServer.shared()
        let settings = secured.settings(["sslmode": "verify-full", "sslrootcert": secured.certificate("server")])
        let conversation = try ask(settings, encrypted, retryLimits).get()
        #expect(conversation.server.remarks.isEmpty)
        #expect(conversation.server.host == SecuredServer.name)
    }

    @Test func aCertificateOfUnknownOriginIsNotTrusted() throws {
        let secured = try SecuredServer.shared()
        let settings = secured.settings(["sslmode": "verify-full", "sslrootcert": secured.certificate("stranger")])
        #expect(ask(settings, encrypted, retryLimits).failure?.code == .tlsUntrusted)
    }

    @Test func theSystemsAuthoritiesDoNotVouchForASelfSignedCertificate() throws {
        let settings = try SecuredServer.shared().settings(["sslrootcert": "system"])
        #expect(ask(settings, encrypted, retryLimits).failure?.code == .tlsUntrusted)
    }

    /// An authority that everybody trusts vouches for everybody: the name must be looked at.
    @Test(arguments: [nil, "disable", "allow", "prefer", "require", "verify-ca", "verify-full"])
    func theSystemsAuthoritiesTakeTheNameToo(mode: String?) {
        var settings = ConnectionSettings(parameters: ["host": "db.example.test", "sslrootcert": "system"])
        settings.parameters["sslmode"] = mode
        let transport = Transport(for: settings)
        #expect(transport.parameters["sslmode"] == "verify-full")
        #expect(!transport.remarks.contains { $0.contains("without") }, "\(transport.remarks)")
        // libpq itself knows the word from 16 on.
        #expect(transport.parameters["sslrootcert"].map { $0.hasPrefix("/") } ?? true)
    }

    @Test func aCertificateForAnotherNameIsNotTrusted() throws {
        let secured = try SecuredServer.shared()
        let settings = secured.settings([
            "host": "other.example.test", "sslmode": "verify-full", "sslrootcert": secured.certificate("server"),
        ])
        let failure = try #require(ask(settings, encrypted, retryLimits).failure)
        #expect(failure.code == .tlsUntrusted)
        #expect(failure.why.contains("other.example.test"))
    }

    @Test func aDistantHostWithoutTLSIsNotAsked() throws {
        let server = try TemporaryServer.shared()
        let relay = LoopbackListener.relay(to: "\(server.folder)/.s.PGSQL.\(server.port)")
        let distant = loopback(relay.port, ["host": SecuredServer.name, "hostaddr": "127.0.0.1"])
        let failure = try #require(ask(distant, encrypted, retryLimits).failure)
        #expect(failure.code == .tlsNotOffered)
        #expect(failure.next.contains("ssh -L"))
        #expect(try ask(loopback(relay.port), encrypted, retryLimits).get().first.count == 1)
    }

    @Test(arguments: [
        (["host": "127.0.0.1"], true), (["host": "/tmp"], true), (["host": "localhost,::1"], true), ([:], true),
        (["host": "db.example.test", "hostaddr": "127.0.0.1"], false),
        (["host": "localhost", "hostaddr": "10.0.0.1"], false),
        (["host": "127.evil.example"], false), (["host": "localhost,10.0.0.1"], false), (["service": "x"], false),
    ])
    func onlyASocketOrALoopbackAddressIsThisMachine(parameters: [String: String], isOnThisMachine: Bool) {
        #expect(ConnectionSettings(parameters: parameters).isOnThisMachine == isOnThisMachine)
    }
}
