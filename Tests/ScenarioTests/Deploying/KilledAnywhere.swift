import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// However a deployment ends, the next one brings it to its end: nothing is lost, and nothing is done twice.
@Suite struct KilledAnywhere {
    /// A run that is killed (-9) at one request, and the one after it.
    private struct Ending: Sendable {
        var place: Int
        var wasKilled: Bool
        var isHalfDone: Bool
        var second: String
        var contents: String
    }

    @Test func whoIsKilledAtAnyRequestIsFollowedByWhoFinishes() throws {
        let server = try TemporaryServer.start()
        defer { server.stop() }
        let story = try DeployingRepository(on: server)
        try story.makeDatabase("whole")
        let counting = try MessageRelay(before: server)
        let whole = try story.treeguard("deploy", "--yes", database: "whole", through: counting.folder)
        try #require(whole.end == .exited(0), Comment(rawValue: whole.outputText + whole.errorText))
        #expect(try story.contents(of: "whole") == DeployingRepository.complete)
        try #require(counting.requests > 40)

        let places = Array(1...counting.requests)
        let lanes = (0..<4).map { lane in places.filter { $0 % 4 == lane } }
        let endings = try simultaneously(lanes) { lane in
            Result {
                let database = "lane_\(lane[0])"
                try story.makeDatabase(database)
                return try lane.map { try killing(story, database, at: $0) }
            }
        }
        .flatMap { try $0.get() }
        #expect(endings.count == places.count)
        for ending in endings {
            let place = Comment(rawValue: "request \(ending.place)\n\(ending.second)")
            #expect(ending.wasKilled, place)
            #expect(!ending.isHalfDone, place)
            #expect(ending.contents == DeployingRepository.complete, place)
        }
    }

    private func killing(_ story: DeployingRepository, _ database: String, at place: Int) throws -> Ending {
        try story.reset(database)
        let relay = try MessageRelay(before: story.server, .kill, at: place)
        let first = try story.treeguard("deploy", "--yes", database: database, through: relay.folder)
        // The server may still be busy with what it was sent last.
        let others = "SELECT count(*) FROM pg_stat_activity WHERE datname = '\(database)'"
        _ = try eventually { try story.server.execute(others) == "0" }
        // The first file is one transaction: it is in with its record, or neither is.
        let halves = try story.server.execute(
            """
            SELECT to_regclass('widgets') IS NOT NULL,
                to_regclass('treeguard.deployment') IS NOT NULL AND (xpath('/row/c/text()', query_to_xml(
                    CASE WHEN to_regclass('treeguard.deployment') IS NULL THEN 'SELECT 0 AS c' ELSE
                    'SELECT count(*) AS c FROM treeguard.deployment WHERE migration LIKE ''1/%'' AND outcome = ''applied'''
                    END, false, true, '')))[1]::text = '1'
            """, database: database)
        let second = try story.treeguard("deploy", "--yes", database: database)
        return Ending(
            place: place, wasKilled: first.end == .signalled(9), isHalfDone: !["t|t", "f|f"].contains(halves),
            second: "\(second.end)\n\(second.outputText)\(second.errorText)",
            contents: second.end == .exited(0) ? try story.contents(of: database) : "")
    }
}
