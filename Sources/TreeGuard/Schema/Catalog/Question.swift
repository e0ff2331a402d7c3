import TreeGuardBase

/// One query to a database, as a value. Parameters travel beside the text, never in it.
package struct Question: Hashable, Sendable {
    package var sql: String
    package var parameters: [String?]

    package init(_ sql: String, _ parameters: [String?] = []) {
        self.sql = sql
        self.parameters = parameters
    }
}

/// The rows that answer one question: text as the server sent it, nil for NULL.
package struct Answer: Hashable, Sendable {
    package var rows: [[String?]]
    package init(rows: [[String?]]) { self.rows = rows }
}

/// The result of one conversation with a database: the answers to two rounds, and who answered.
package struct Conversation: Hashable, Sendable {
    package var server: Server
    package var first: [Answer]
    package var second: [Answer]
    /// How often we waited for the server once connected. It does not grow with the questions.
    package var roundTrips: Int

    package init(server: Server, first: [Answer], second: [Answer], roundTrips: Int = 0) {
        self.server = server
        self.first = first
        self.second = second
        self.roundTrips = roundTrips
    }
}

/// Who answered.
package struct Server: Hashable, Sendable {
    /// "15.20", as server_version says without its suffix.
    package var version: String
    package var majorVersion: Int
    /// The host as configured, for people: never with user or password.
    package var host: String
    package var database: String
    /// A hot standby: it may lag behind.
    package var isStandby: Bool
    /// Remarks on the connection: "TLS without verification of the server's name".
    package var remarks: [String]

    package init(
        version: String, majorVersion: Int, host: String, database: String, isStandby: Bool = false,
        remarks: [String] = []
    ) {
        self.version = version
        self.majorVersion = majorVersion
        self.host = host
        self.database = database
        self.isStandby = isStandby
        self.remarks = remarks
    }
}

/// The questions to one database: a first round, and a second that may depend on it. Never a third.
package struct Inquiry: Sendable {
    package var first: [Question]
    package var second: @Sendable ([Answer]) -> [Question]

    package init(first: [Question], second: @escaping @Sendable ([Answer]) -> [Question] = { _ in [] }) {
        self.first = first
        self.second = second
    }
}

/// How long one conversation may take, in all and in parts.
package struct TimeLimits: Hashable, Sendable {
    package var connect: Duration
    package var statement: Duration
    package var lock: Duration
    package var overall: Duration

    package init(
        connect: Duration = .seconds(5), statement: Duration = .seconds(10), lock: Duration = .seconds(2),
        overall: Duration = .seconds(20)
    ) {
        self.connect = connect
        self.statement = statement
        self.lock = lock
        self.overall = overall
    }
}

/// Asks one database, read-only, within the limits. A failure to ask is an answer of its own.
package typealias AskDatabase = @Sendable (ConnectionSettings, Inquiry, TimeLimits) -> Result<Conversation, Failure>
