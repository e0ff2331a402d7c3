import CPostgres
import TreeGuardBase

/// Parses a URL or `key=value` pairs with libpq (PQconninfoParse), and separates the secrets. A failure never quotes
/// the text: libpq's error may contain a piece of the password.
package func connectionSettings(from text: Redacted<String>) throws(Failure) -> ConnectionSettings {
    let trimmed = trimmed(text.exposed)
    guard !trimmed.isEmpty else { throw unreadable("it is empty") }
    guard !trimmed.utf8.contains(0) else { throw unreadable("it contains a NUL byte") }
    let spelling = ForeignSpelling(of: trimmed)
    var complaint: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(spelling.text, &complaint) else {
        defer { PQfreemem(complaint) }
        throw unreadable(cause(of: complaint.map { String(cString: $0) } ?? ""))
    }
    defer { PQconninfoFree(options) }
    var settings = ConnectionSettings(conninfo: options)
    settings.schema = spelling.schema
    guard spelling.schema?.contains("%") != true else { throw unreadable("the schema's name is percent-encoded") }
    try refuseMisreadPassword(in: settings, isURL: spelling.text.contains("://"))
    return settings
}

extension ConnectionSettings {
    /// Copies libpq's options, up to the entry without a keyword that ends them.
    init(conninfo options: UnsafeMutablePointer<PQconninfoOption>) {
        self.init(parameters: [:])
        var entry = options
        while let keyword = entry.pointee.keyword {
            if let value = entry.pointee.val {
                let value = String(cString: value)
                switch String(cString: keyword) {
                case "password": password = Redacted(value)
                case "sslpassword": keyPassword = Redacted(value)
                case let name: parameters[name] = value
                }
            }
            entry += 1
        }
    }
}

/// Throws if a password seems to be misread. If `@`, `/` or `?` in it is not percent-encoded, a piece of it ends up in
/// the host, the port or the database name, which are printed.
private func refuseMisreadPassword(in settings: ConnectionSettings, isURL: Bool) throws(Failure) {
    let ports = (settings.parameters["port"] ?? "").split(separator: ",")
    guard ports.allSatisfy({ UInt16($0) != nil }) else { throw unreadable("the port is not a number") }
    let database = settings.parameters["dbname"] ?? ""
    let isSuspect = database.contains("@") || (settings.parameters["host"] ?? "").dropFirst().contains("@")
    guard !database.contains("://"), !(isURL && isSuspect) else {
        throw unreadable("user, password and host cannot be told apart")
    }
}

/// The cause of libpq's error, without the text that it quotes.
private func cause(of complaint: String) -> String {
    if complaint.contains("percent") { return "a percent sign is not followed by two hexadecimal digits" }
    if complaint.contains("URI query parameter") { return "a parameter after the question mark is not one of libpq's" }
    if complaint.contains("invalid connection option") { return "a keyword is not one of libpq's" }
    if complaint.contains("missing \"=\"") { return "it is neither a URL nor keyword=value pairs" }
    if complaint.contains("quoted") { return "a quote is not closed" }
    return "libpq cannot read it"
}

private func unreadable(_ why: String) -> Failure {
    Failure(
        .connectionInvalid, what: "the connection settings could not be read", why: why,
        next: "write postgresql://user@host:5432/database, with % : / ? # @ in a password as %25 %3A %2F %3F %23 %40")
}

private func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
}
