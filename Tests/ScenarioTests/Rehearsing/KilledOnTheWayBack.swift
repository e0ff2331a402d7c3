import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// However a way back ends, the next one brings it to its end.
@Suite struct KilledOnTheWayBack {
    private static let files = [
        "migrations/001_widgets.sql": "CREATE TABLE widgets (id int);\nALTER TABLE jobs ADD size int DEFAULT 3;\n",
        "migrations/002_index.sql":
            "CREATE TABLE moods (id int);\nCREATE INDEX CONCURRENTLY jobs_tag ON jobs (tag);\nCREATE TABLE more (id int);\n",
    ]

    private struct Ending: Sendable {
        var place: Int
        var said: String
        var contents: String
    }

    @Test func whoIsKilledAtAnyRequestIsFollowedByWhoFinishes() throws {
        let server = try TemporaryServer.start()
        defer { server.stop() }
        let story = try DeployingRepository(KilledOnTheWayBack.files, on: server)
        try story.makeDatabase("deployed")
        try #require(try story.treeguard("deploy", "--yes", database: "deployed").succeeded)
        try server.execute("CREATE DATABASE counted TEMPLATE deployed")
        let counting = try MessageRelay(before: server)
        let whole = try back(story, "counted", through: counting.folder)
        try #require(whole.succeeded, Comment(rawValue: whole.outputText + whole.errorText))
        let expected = try contents(of: "counted", server)
        #expect(expected == "jobs: tag; 002 rolled_back, 001 rolled_back")
        try #require(counting.requests > 10)

        let places = Array(1...counting.requests)
        let lanes = (0..<4).map { lane in places.filter { $0 % 4 == lane } }
        let endings = try simultaneously(lanes) { lane in
            Result { try lane.map { try killing(story, server, at: $0) } }
        }.flatMap { try $0.get() }
        #expect(endings.count == places.count)
        for ending in endings {
            #expect(ending.contents == expected, Comment(rawValue: "request \(ending.place)\n\(ending.said)"))
        }
    }

    private func back(
        _ story: DeployingRepository, _ database: String, through folder: String? = nil
    ) throws -> CommandOutput {
        try story.treeguard("rollback", "--to", "000_jobs", "--yes", database: database, through: folder)
    }

    private func killing(_ story: DeployingRepository, _ server: ThrowawayServer, at place: Int) throws -> Ending {
        let database = "killed_\(place)"
        try server.execute("CREATE DATABASE \(database) TEMPLATE deployed")
        let relay = try MessageRelay(before: server, .kill, at: place)
        _ = try back(story, database, through: relay.folder)
        let others = "SELECT count(*) FROM pg_stat_activity WHERE datname = '\(database)'"
        _ = try eventually { try server.execute(others) == "0" }
        let second = try back(story, database)
        return Ending(
            place: place, said: "\(second.end)\n\(second.outputText)\(second.errorText)",
            contents: try contents(of: database, server))
    }

    /// The tables with their columns, and what the record says of each file in the end.
    private func contents(of database: String, _ server: ThrowawayServer) throws -> String {
        try server.execute(
            """
            SELECT (SELECT string_agg(t, ', ' ORDER BY t) FROM (
                    SELECT c.relname || ': ' || string_agg(attname, ' ' ORDER BY attnum) AS t FROM pg_class c
                    JOIN pg_attribute ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
                    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' GROUP BY c.relname) tables)
                || '; ' || (SELECT string_agg(left(split_part(path, '/', 2), 3) || ' ' || outcome, ', ' ORDER BY id)
                    FROM (SELECT DISTINCT ON (path) * FROM treeguard.deployment ORDER BY path, id DESC) last)
                || CASE WHEN to_regclass('jobs_tag') IS NULL THEN '' ELSE ', with its index' END
            """, database: database)
    }
}
