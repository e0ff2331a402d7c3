import Foundation
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

@Suite(.timeLimit(.minutes(2))) struct Secrets {
    private let secret = "V3ry-S3cret"

    private func everything(_ value: Any) -> String {
        var text = "\(value)\n\(String(reflecting: value))\n"
        dump(value, to: &text)
        return text
    }

    @Test func settingsShowNoSecretHoweverTheyArePrinted() throws {
        let settings = try connectionSettings(
            from: Redacted("postgres://me:\(secret)@db.example.test/app?sslpassword=\(secret)"))
        #expect(settings.password != nil)
        #expect(!everything(settings).contains(secret))
        #expect(!everything([settings: Optional(settings)]).contains(secret))
    }

    @Test func noFailureShowsThePassword() throws {
        let stopped = LoopbackListener.freePort()
        let (silent, web, betrayer) = (
            ScriptedServer.silent(), ScriptedServer.web(), ScriptedServer.betrayingPassword()
        )
        let secured = try SecuredServer.shared()
        var all = [stopped, silent.port, web.port, betrayer.port].map { loopback($0) }
        all.append(loopback(1, ["host": "no-such-host.invalid"]))
        all.append(loopback(1, ["sslmode": "nonsense"]))
        all.append(loopback(1, ["service": "no-such-service"]))
        all.append(secured.settings())
        all.append(secured.settings(["sslmode": "verify-full", "sslrootcert": "/dev/null/none"]))
        for var settings in all {
            settings.password = Redacted(secret)
            let failure = try #require(ask(settings, Inquiry(first: []), impatience).failure)
            #expect(!everything(failure).contains(secret))
            #expect(!everything(settings).contains(secret))
        }
    }

    @Test func aPasswordFromAPasswordFileIsAsSecret() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("*:*:*:*:\(secret)\n", to: "passwords")
        chmod(file, 0o600)
        let betrayer = ScriptedServer.betrayingPassword()
        var settings = loopback(betrayer.port, ["passfile": file])
        settings.password = nil
        let failure = try #require(ask(settings, Inquiry(first: []), retryLimits).failure)
        #expect(failure.why.contains("redacted"))
        #expect(!everything(failure).contains(secret))
    }

    @Test func theProcessListShowsNoPassword() throws {
        let inquiry = Inquiry(first: [Question("SELECT 1")]) { _ in
            // Between the two rounds, while the session stands.
            for process in (try? Files.names(in: "/proc")) ?? [] where Int(process) != nil {
                let words = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
                #expect(!String(decoding: words, as: UTF8.self).contains(SecuredServer.password))
            }
            return []
        }
        _ = try ask(SecuredServer.shared().settings(), inquiry, retryLimits).get()
    }
}
