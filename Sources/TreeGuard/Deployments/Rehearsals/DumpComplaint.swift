import TreeGuardBase
import TreeGuardMigrations

/// The reason why pg_dump or psql could not read production, taken from its output.
package struct DumpComplaint: Hashable, Sendable {
    /// The line with the reason.
    package var why: String
    package var next: String

    /// - Parameter user: the role that connected
    package init(_ printed: String, asking user: String) {
        let lines = printed.split(separator: "\n").map(String.init)
        func line(with words: String...) -> String? { lines.first { line in words.contains { line.contains($0) } } }
        let told = line(with: "error:", "ERROR:", "FATAL:") ?? lines.last ?? "it ended without a word"
        why = "\(Escaped(told))"
        if told.contains("permission denied") {
            next = "GRANT pg_read_all_data TO \(sqlIdentifier(user)): pg_dump locks every table for reading"
        } else if printed.contains("server version mismatch") {
            if let detail = line(with: "detail:", "DETAIL:") { why += "; \(Escaped(detail))" }
            next = "install PostgreSQL's client programs of that server's version beside those of the server"
        } else if let lost = line(
            with: "server closed the connection", "connection to server", "SSL connection has been closed",
            "could not receive data", "terminating connection")
        {
            if lost != told { why += "; \(Escaped(lost))" }
            next = "nothing of it was loaded: when the connection holds again, treeguard rehearse"
        } else if printed.contains("statement timeout") || printed.contains("lock timeout") {
            next =
                "somebody holds a table locked for longer than five seconds (treeguard plan names who): "
                + "when they are done, treeguard rehearse"
        } else {
            next = "run pg_dump --schema-only there yourself"
        }
    }
}
