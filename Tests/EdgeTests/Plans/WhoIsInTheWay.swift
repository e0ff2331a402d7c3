import TestSupport
import Testing
import TreeGuardDeployments
import TreeGuardPostgres
import TreeGuardRisk
import TreeGuardSQL
import TreeGuardSchema

/// The sessions that a deployment would wait for, on a real server with work in progress.
@Suite struct WhoIsInTheWay {
    private func blockers(
        _ database: TemporaryDatabase, for sql: String, user: String = "postgres"
    ) throws -> (list: [Blocker], tableFacts: TableFacts) {
        let instructions = SQL.instructions(in: sql)
        let questions = TableQuestions.questions(about: PlannedNames(of: instructions))
        let conversation = try ask(database.settings(user: user), Inquiry(first: questions), TimeLimits()).get()
        var tableFacts = TableFacts()
        var activity = Activity()
        for row in conversation.first.flatMap(\.rows) {
            tableFacts.add(row)
            activity.add(row)
        }
        #expect(conversation.roundTrips <= 3)
        var search = LockSearch(tableFacts)
        var modes: [ObjectName: LockMode] = [:]
        for lock in instructions.flatMap({ search.locks(of: $0).list }) { lock.relation.map { modes[$0] = lock.mode } }
        let waitsForAll = instructions.contains(where: \.execution.isConcurrent)
        return (activity.blockers(of: modes, waitsForAll: waitsForAll, called: tableFacts.shown), tableFacts)
    }

    @Test func whoHoldsALockIsNamedWhereItMatters() throws {
        let database = try TemporaryDatabase()
        try database.execute(
            "CREATE TABLE orders (id int); INSERT INTO orders SELECT generate_series(1, 1000); ANALYZE; CREATE TABLE other ();"
        )
        let holder = try HoldingSession(database, "SELECT count(*) FROM orders")
        let alter = try blockers(database, for: "ALTER TABLE orders ADD COLUMN a int")
        let lock = try #require(alter.list.first)
        #expect(lock.kind == .lock)
        #expect(lock.message.hasPrefix("orders: psql (user postgres, process \(holder.process))"), "\(lock.message)")
        #expect(lock.message.hasSuffix("has ACCESS SHARE, and ACCESS EXCLUSIVE waits behind it"))
        #expect(lock.help == "wait, or end it: SELECT pg_terminate_backend(\(holder.process))")
        #expect(try blockers(database, for: "CREATE INDEX i ON orders (id)").list == [])
        #expect(try blockers(database, for: "ALTER TABLE other ADD COLUMN a int").list == [])
        try holder.end()
    }

    /// A size function would wait behind who holds the table whole, and the plan with it.
    @Test func aTableThatIsHeldWholeIsToldByItsLastCount() throws {
        let database = try TemporaryDatabase()
        try database.execute(
            "CREATE TABLE orders (id int); INSERT INTO orders SELECT generate_series(1, 1000); ANALYZE orders;")
        let holder = try HoldingSession(database, "LOCK TABLE orders")
        let (list, tableFacts) = try blockers(database, for: "CREATE INDEX i ON orders (id)")
        #expect(list.map(\.kind) == [.lock])
        let size = try #require(tableFacts.size(of: ObjectName(schema: "public", "orders")))
        #expect(size.rows == 1000)
        #expect(try #require(size.bytes) > 0)
        try holder.end()
    }

    @Test func whatARoleMayNotSeeIsSaid() throws {
        let database = try TemporaryDatabase()
        let role = "\(database.name)_reader"
        try database.execute("CREATE TABLE orders (id int); CREATE ROLE \(role) LOGIN;")
        let holder = try HoldingSession(database, "SELECT 1")
        let list = try blockers(database, for: "ALTER TABLE orders ADD COLUMN a int", user: role).list
        #expect(list.map(\.kind) == [.hidden])
        try holder.end()
        try database.execute("DROP ROLE \(role)")
    }

    @Test func aTransactionThatIsPreparedKeepsItsLocks() {
        var activity = Activity()
        activity.add(["prepared", "gid\u{1B}", "app", "7300"])
        activity.add(["lock", "public", "orders", nil, "RowExclusiveLock", "true", nil, nil, nil, nil, nil])
        let orders = ObjectName(schema: "public", "orders")
        let list = activity.blockers(of: [orders: .share], waitsForAll: false)
        #expect(list.map(\.kind) == [.lock, .prepared])
        #expect(list.last?.message.contains("2 h ago") == true)
    }

    @Test func theVacuumThatGivesWayToNobodyIsNamed() {
        var activity = Activity()
        activity.add([
            "lock", "public", "orders", "7", "ShareUpdateExclusiveLock", "true", nil, "", "active", "9", "true",
        ])
        let orders = ObjectName(schema: "public", "orders")
        #expect(activity.blockers(of: [orders: .accessExclusive], waitsForAll: false).map(\.kind) == [.wraparound])
        #expect(activity.blockers(of: [orders: .rowExclusive], waitsForAll: false) == [])
    }
}
