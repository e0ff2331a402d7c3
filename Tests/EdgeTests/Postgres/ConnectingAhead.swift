import TestSupport
import Testing
import TreeGuardBase
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

/// Connections that are made before it is known what to ask.
@Suite(.timeLimit(.minutes(2))) struct ConnectingAhead {
    private let limits = TimeLimits(connect: .seconds(20), statement: .seconds(20), overall: .seconds(60))

    @Test func theConversationIsTheSame() throws {
        let settings = try TemporaryServer.shared().settings()
        let inquiry = Inquiry(first: [Question("SELECT 1, current_setting('transaction_read_only')")]) { first in
            [Question("SELECT $1", [first.first?.rows.first?.first ?? nil])]
        }
        let ahead = try connect(settings, limits).get().ask(inquiry, limits).get()
        #expect(ahead.first.first?.rows == [["1", "on"]])
        #expect(try ahead == ask(settings, inquiry, limits).get())
    }

    @Test func whatConnectingFailsByIsWhatAskingFailsBy() throws {
        var settings = try TemporaryServer.shared().settings()
        settings.parameters["dbname"] = "nowhere"
        let asked = ask(settings, Inquiry(first: []), limits).failure
        #expect(connect(settings, limits).failure == asked)
        #expect(asked != nil)
    }

    @Test func aConnectionThatWasDroppedMeanwhileIsAFailureToAsk() throws {
        let database = try TemporaryDatabase()
        let connection = try connect(database.settings(), limits).get()
        try database.execute(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = '\(database.name)' AND application_name = 'treeguard'
            """)
        let failure = connection.ask(Inquiry(first: [Question("SELECT 1")]), limits).failure
        #expect(failure?.code == .serverStopping)
    }

    @Test func aConnectionIsForOneConversationAndIsFinishedWithIt() throws {
        let database = try TemporaryDatabase()
        let connection = try connect(database.settings(), limits).get()
        #expect(connection.isFresh)
        _ = try connection.ask(Inquiry(first: []), limits).get()
        #expect(!connection.isFresh)
        let others = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = '\(database.name)' AND application_name = 'treeguard'
            """
        #expect(try eventually { try database.execute(others) == "0" })
        #expect(connection.ask(Inquiry(first: []), limits).failure?.why.contains("used twice") == true)
    }
}
