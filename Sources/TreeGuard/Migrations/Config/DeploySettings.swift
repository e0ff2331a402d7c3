import TreeGuardBase

/// The settings for deployments: `[deploy]`, or `[deploy "ENVIRONMENT"]` for one environment.
package struct DeploySettings: Hashable, Sendable {
    /// The backup to make, in case a rollback is not enough.
    package enum Backup: Hashable, Sendable {
        /// A pg_dump of every definition, without rows.
        case schema
        /// A pg_dump of the touched tables with their rows; of all tables if the touched ones are not known.
        case tables
        /// The team's own command.
        case command(String)
    }

    /// True if `treeguard.deployment` is kept in the database.
    package var isRecorded = true
    /// The roles that may read it besides its owner: those that run checks.
    package var readers: [String] = []
    package var retryLimits = RetryLimits()
    package var backup: Backup?
    /// Commands that must succeed before anything is written.
    package var before: [String] = []
    /// Commands that run at the end.
    package var after: [String] = []
    /// Files of queries that must find no error afterwards.
    package var verify: [String] = []
    /// A URL that must answer, or a command that must succeed, at the end.
    package var health: String?

    package init() {}

    mutating func read(_ reader: ConfigReader) throws(Failure) {
        switch reader.entry.name {
        case "record": isRecorded = try reader.boolean()
        case "readers": readers = try reader.names(addedTo: readers)
        case "locktimeout": retryLimits.lock = try reader.duration()
        case "statementtimeout": retryLimits.statement = try reader.duration()
        case "retries": retryLimits.retries = try reader.count(upTo: 20)
        case "backup": backup = try reader.backup()
        case "before": before = try reader.adding(to: before)
        case "after": after = try reader.adding(to: after)
        case "verify": verify = try reader.adding(to: verify)
        default: health = try reader.text()
        }
    }
}

extension ConfigReader {
    fileprivate func count(upTo limit: Int) throws(Failure) -> Int {
        guard let number = Int(try text()), (0...limit).contains(number) else {
            throw invalid("it is not a number of times", next: "write a number from 0 to \(limit)")
        }
        return number
    }

    fileprivate func backup() throws(Failure) -> DeploySettings.Backup? {
        let word = try text()
        if word.hasPrefix("command:"), word.utf8.count > 8 { return .command(String(word.dropFirst(8))) }
        switch word.lowercased() {
        case "schema": return .schema
        case "tables": return .tables
        case "none": return nil
        default:
            throw invalid("\(Escaped(word)) is no kind of backup", next: "write schema, tables, command:... or none")
        }
    }

    /// Reads names; several on one line are separated by commas.
    fileprivate func names(addedTo list: [String]) throws(Failure) -> [String] {
        guard let value = entry.value, !value.isEmpty else { return [] }
        let names = value.split(separator: ",").map { $0.drop { $0 == " " } }
        return list + names.map { String($0.reversed().drop { $0 == " " }.reversed()) }.filter { !$0.isEmpty }
    }

    /// Adds a value to a list. An empty value starts the list anew, as in git's own lists.
    fileprivate func adding(to list: [String]) throws(Failure) -> [String] {
        guard let value = entry.value, !value.isEmpty else { return [] }
        return list + [value]
    }
}
