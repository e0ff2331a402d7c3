import TestSupport
import Testing
import TreeGuardBase
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

/// Limits for a test that expects an answer, on a machine that may be busy.
let retryLimits = TimeLimits(connect: .seconds(20), statement: .seconds(20), lock: .seconds(20), overall: .seconds(60))

extension Result where Failure == TreeGuardBase.Failure {
    var failure: TreeGuardBase.Failure? { if case .failure(let failure) = self { failure } else { nil } }
}

/// The one value of the one row.
func single(_ answer: Answer?) -> String? { answer?.rows.first?.first.flatMap { $0 } }

@Suite struct Asking {
    @Test func bothRoundsAreAnswered() throws {
        let database = try TemporaryDatabase()
        try database.execute("CREATE TABLE a (n int); INSERT INTO a VALUES (1), (NULL)")
        let inquiry = Inquiry(first: [
            Question("SELECT n FROM public.a ORDER BY n"), Question("SELECT $1 || '!'", ["ä\u{1F600}"]),
        ]) { answers in [Question("SELECT $1::int + 1", [answers.first.flatMap { single($0) }])] }
        let conversation = try ask(database.settings(), inquiry, retryLimits).get()
        #expect(conversation.first == [Answer(rows: [["1"], [nil]]), Answer(rows: [["ä\u{1F600}!"]])])
        #expect(conversation.second == [Answer(rows: [["2"]])])
        #expect(conversation.server.database == database.name)
        #expect(conversation.server.majorVersion >= 15)
        #expect(conversation.server.version.hasPrefix("\(conversation.server.majorVersion)."))
        #expect(conversation.server.host == database.server.folder)
        #expect(!conversation.server.isStandby)
        #expect(conversation.server.remarks.isEmpty)
    }

    @Test(arguments: [3, 3_000])
    func theRoundTripsDoNotGrowWithTheQuestions(count: Int) throws {
        let database = try TemporaryDatabase()
        let numbers = (0..<count).map { "\($0)" }
        let placeholders = (1...count).map { "$\($0)::text" }.joined(separator: ",")
        let inquiry = Inquiry(
            first: numbers.map { Question("SELECT $1", [$0]) } + [
                Question("SELECT array_to_string(ARRAY[\(placeholders)], '')", numbers)
            ]
        ) { _ in numbers.map { Question("SELECT $1", [$0]) } }
        let conversation = try ask(database.settings(), inquiry, retryLimits).get()
        #expect(conversation.roundTrips == 2)
        #expect(conversation.first.dropLast().compactMap(single) == numbers)
        #expect(single(conversation.first.last) == numbers.joined())
        #expect(conversation.second.compactMap(single) == numbers)
    }

    @Test func manyLargeAnswersAreReadWhileQuestionsAreStillSent() throws {
        let text = String(repeating: "x", count: 200_000)
        let inquiry = Inquiry(first: (0..<40).map { _ in Question("SELECT repeat($1, 2)", [text]) })
        let conversation = try ask(TemporaryServer.shared().settings(), inquiry, retryLimits).get()
        #expect(conversation.first.allSatisfy { single($0)?.utf8.count == 400_000 })
    }

    @Test func theTransactionIsReadOnlyLimitedAndAlike() throws {
        let limits = TimeLimits(
            connect: .seconds(20), statement: .milliseconds(9_876), lock: .milliseconds(5_432), overall: .seconds(60))
        let names = [
            "transaction_read_only", "transaction_isolation", "statement_timeout", "lock_timeout",
            "idle_in_transaction_session_timeout", "row_security", "search_path", "application_name", "client_encoding",
        ]
        let inquiry = Inquiry(first: names.map { Question("SELECT current_setting($1)", [$0]) })
        let conversation = try ask(TemporaryServer.shared().settings(), inquiry, limits).get()
        #expect(
            conversation.first.compactMap(single) == [
                "on", "repeatable read", "9876ms", "5432ms", "1min", "off", "", "treeguard", "UTF8",
            ])
    }

    @Test func theTeamsSearchPathIsKeptForTheCatalogsQuestions() throws {
        let database = try TemporaryDatabase()
        try database.execute("CREATE SCHEMA app; ALTER DATABASE \(database.name) SET search_path = app, absent, public")
        let inquiry = Inquiry(first: [Question("SELECT current_setting('treeguard.search_path')::name[]::text")])
        let kept = try ask(database.settings(), inquiry, retryLimits).get().first
        #expect(single(kept.first) == "{pg_catalog,app,public}")
    }

    @Test func aSchemaInTheURLIsTheSearchPath() throws {
        let database = try TemporaryDatabase()
        try database.execute("CREATE SCHEMA \"My \"\"App\"")
        var settings = database.settings()
        settings.schema = "My \"App"
        let inquiry = Inquiry(first: [Question("SELECT (current_setting('treeguard.search_path')::name[])[2]")])
        #expect(single(try ask(settings, inquiry, retryLimits).get().first.first) == "My \"App")
    }

    @Test func severalSchemasInTheURLAreTheSearchPathInTheirOrder() throws {
        let database = try TemporaryDatabase()
        try database.execute("CREATE SCHEMA a; CREATE SCHEMA b")
        var settings = database.settings()
        settings.schema = "b,a"
        let inquiry = Inquiry(first: [Question("SELECT current_setting('treeguard.search_path')")])
        #expect(single(try ask(settings, inquiry, retryLimits).get().first.first) == "{pg_catalog,b,a}")
    }

    @Test func aNULByteIsRefusedRatherThanCutOff() throws {
        let inquiry = Inquiry(first: [Question("SELECT $1", ["a\0b"])])
        let failure = try #require(ask(try TemporaryServer.shared().settings(), inquiry, retryLimits).failure)
        #expect(failure.code == .queryFailed)
    }

    @Test func aHotStandbyAnswersAndIsNamedOne() throws {
        let primary = try TemporaryServer.start()
        try primary.execute("CREATE TABLE a AS SELECT 7 AS n")
        let standby = try TemporaryServer.start(ThrowawayPlan(.backup(of: primary)))
        let inquiry = Inquiry(first: [Question("SELECT n FROM public.a")])
        let conversation = try ask(standby.settings(), inquiry, retryLimits).get()
        #expect(conversation.server.isStandby)
        #expect(single(conversation.first.first) == "7")
    }
}
