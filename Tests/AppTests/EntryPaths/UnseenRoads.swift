import EntryPaths
import Testing
import TreeGuardBase

/// An entry path that no client hook sees is caught by the next gate.
@Suite struct UnseenRoads {
    struct Case: Sendable, CustomTestStringConvertible {
        let road: EntryPath
        var testDescription: String { road.name }
    }

    static let cases = EntryPath.all.filter { $0.gate == .later }.map { Case(road: $0) }

    @Test(arguments: cases)
    func leadToTheNextGate(_ walked: Case) throws {
        let walk = try RoadWalk()
        try walk.prepare(walked.road.prepare)
        #expect(walk.run(walked.road.command).succeeded)
        #expect(walk.hasLanded(.here))
        for command in ["git push -q origin main", "git push -q --no-verify origin main"] {
            let push = walk.run(command)
            #expect(!push.succeeded)
            #expect(push.errorText.contains("0002_b.sql"), "\(push.errorText)")
        }
        #expect(walk.check("--target origin/main --source main").end == .exited(1))
        #expect(walk.run("git push -q origin main", database: "deployed").succeeded)
    }
}

extension RoadWalk {
    /// `treeguard check`, as continuous integration would run it.
    func check(_ words: String) -> CommandOutput { treeguard("check \(words)") }

    func treeguard(_ words: String) -> CommandOutput { run("\"$PROGRAMS\"/treeguard \(words)") }
}
