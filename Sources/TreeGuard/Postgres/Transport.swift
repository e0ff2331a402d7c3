import CPostgres
import Glibc
import TreeGuardBase

/// The protection of a connection, and remarks about it.
struct Transport: Hashable, Sendable {
    /// The parameters that libpq gets in addition to the settings.
    var parameters: [String: String] = [:]
    var remarks: [String] = []

    private static let encrypted: Set<String> = ["require", "verify-ca", "verify-full"]

    /// Requires TLS for every host except this machine, whatever the URL says.
    init(for effective: ConnectionSettings) {
        // Kerberos encryption costs a round trip to try, and may wait for a Kerberos server that does not answer.
        if effective.parameters["gssencmode"] != "require" { parameters["gssencmode"] = "disable" }
        guard !effective.isOnThisMachine else { return }
        let asked = effective.parameters["sslmode"] ?? "prefer"
        var mode = Self.encrypted.contains(asked) ? asked : "require"
        if asked == "disable" || asked == "allow" {
            remarks.append("sslmode=\(asked) was raised to require: a host that is not this machine needs TLS")
        }
        if effective.parameters["sslrootcert"] == "system" {
            // libpq knows `system` since version 16, and then requires verify-full.
            if PQlibVersion() < 160_000 { parameters["sslrootcert"] = Self.systemCertificates }
            mode = "verify-full"
        }
        parameters["sslmode"] = mode
        switch mode {
        case "require":
            remarks.append("TLS without proof of who answers: sslmode is require, and only verify-full asks for proof")
        case "verify-ca":
            remarks.append("TLS without verification of the server's name: sslmode is verify-ca, not verify-full")
        default: break
        }
    }

    private static var systemCertificates: String {
        let bundles = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"]
        return bundles.first { access($0, R_OK) == 0 } ?? bundles[0]
    }
}
