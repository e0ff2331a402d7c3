import TreeGuardBase
import TreeGuardSchema

/// Reads the value of one entry, and reports errors with the correct form.
struct ConfigReader {
    let entry: ConfigEntry
    let origin: ConfigOrigin

    static func invalid(_ place: String, _ why: String, next: String) -> Failure {
        Failure(.configurationInvalid, what: "the configuration is wrong at \(place)", why: why, next: next)
    }

    func invalid(_ why: String, next: String) -> Failure {
        ConfigReader.invalid(origin.place(of: entry), why, next: next)
    }

    func unknown(_ kind: String, _ word: String, among known: [String]) -> Failure {
        invalid("no \(kind) is called \(Escaped(word))", next: ConfigReader.suggestion(word, known))
    }

    static func suggestion(_ word: String, _ known: [String]) -> String {
        if let near = nearest(to: word, among: known) { return "did you mean \(near)?" }
        return "write one of: \(known.sorted().joined(separator: ", "))"
    }

    func text() throws(Failure) -> String {
        guard let value = entry.value, !value.isEmpty else {
            throw invalid("it has no value", next: "write a value after \(entry.name) =")
        }
        return value
    }

    func oneOf(_ known: [String]) throws(Failure) -> String {
        let word = try text()
        let small = word.lowercased()
        guard let match = known.first(where: { $0 == small }) else { throw unknown("value", word, among: known) }
        return match
    }

    func response() throws(Failure) -> Config.Response {
        let word = try oneOf(Config.Response.allCases.map(\.rawValue))
        return Config.Response(rawValue: word) ?? .block
    }

    /// Reads a boolean as git does: a key alone is true.
    func boolean() throws(Failure) -> Bool {
        guard let value = entry.value else { return true }
        switch value.lowercased() {
        case "true", "yes", "on", "1": return true
        case "false", "no", "off", "0", "": return false
        default: throw invalid("\(Escaped(value)) is neither true nor false", next: "write true or false")
        }
    }

    func duration() throws(Failure) -> Duration {
        let value = try text()
        let digits = value.utf8.prefix(while: \.isDigit)
        let unit = String(decoding: value.utf8.dropFirst(digits.count), as: UTF8.self).lowercased()
        guard let number = Int64(String(decoding: digits, as: UTF8.self)), number > 0, number <= 86_400_000 else {
            throw invalid("\(Escaped(value)) is not a time", next: "write seconds (5) or a unit: 500ms, 5s, 2min")
        }
        switch unit {
        case "", "s", "sec": return .seconds(number)
        case "ms": return .milliseconds(number)
        case "m", "min": return .seconds(number * 60)
        default: throw invalid("\(Escaped(value)) is not a time", next: "write 500ms, 5s or 2min")
        }
    }

    func readLimit(into limits: inout TimeLimits) throws(Failure) {
        let time = try duration()
        switch entry.name {
        case "connecttimeout": limits.connect = time
        case "statementtimeout": limits.statement = time
        case "locktimeout": limits.lock = time
        default: limits.overall = time
        }
    }

    /// Reads `table` or `schema.table`.
    func tableName() throws(Failure) -> (schema: String?, table: String) {
        let parts = try text().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, !parts.contains("") else {
            throw invalid("it is not a table", next: "write ledger = TABLE or ledger = SCHEMA.TABLE")
        }
        return parts.count == 2 ? (parts[0], parts[1]) : (nil, parts[0])
    }

    func source() throws(Failure) -> EnvironmentSource {
        let value = try text()
        guard let source = EnvironmentSource(value) else {
            throw invalid(
                "it does not say where the address of the database is",
                next: "write env:NAME, dotenv:FILE, dotenv:FILE#NAME, service:NAME, command:COMMAND "
                    + "or a postgresql:// URL without a password")
        }
        if origin.isTracked, case .url(let url) = source, ConnectionURL.mentionsPassword(url.exposed) {
            throw Failure(
                .passwordInTrackedFile, what: "\(origin.place(of: entry)) holds a password",
                why: "everybody who can read the repository can read it, and its history keeps it",
                next: "put the URL into a file that git ignores and write url = dotenv:.env, or url = env:NAME; "
                    + "then change the password")
        }
        return source
    }
}
