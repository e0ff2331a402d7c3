import EntryPaths
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// Every road of docs/roads.md on a real repository and a real server, from the main worktree and from a linked one.
@Suite struct EveryRoad {
    struct Case: Sendable, CustomTestStringConvertible {
        let road: EntryPath
        let place: RoadWalk.Place
        /// The client's own hook is passed by, as by a client that has none.
        var isServer = false

        var command: String {
            isServer ? road.command.replacing("git push", with: "git push --no-verify") : road.command
        }
        var testDescription: String { "\(road.name), \(isServer ? "server" : place.rawValue)" }
    }

    static let guarded = EntryPath.all.filter { $0.gate != .later }
    static let cases =
        guarded.flatMap { road in RoadWalk.Place.allCases.map { Case(road: road, place: $0) } }
        + guarded.filter { $0.name.hasPrefix("push ") && $0.landing != .here && $0.landing != .nowhere }
        .map { Case(road: $0, place: .main, isServer: true) }

    @Test(arguments: cases)
    func isClosedWhileProductionLacksTheMigration(_ walked: Case) throws {
        let walk = try RoadWalk(walked.place)
        try walk.prepare(walked.road.prepare)
        let (branches, status) = (walk.branches(), walk.status())
        let output = walk.run(walked.command)
        #expect(!output.succeeded)
        #expect(output.errorText.contains("0002_b.sql"), "\(output.errorText)")
        #expect(walk.branches() == branches, "\(output.errorText)")
        if let command = output.restoringCommand {
            let restored = walk.run(command)
            #expect(restored.succeeded, "\(command): \(restored.errorText)")
            #expect(walk.status() == "", "after \(command)")
            #expect(walk.branches() == branches)
            #expect(walk.run("git symbolic-ref -q HEAD || git rev-parse HEAD").succeeded)
        } else {
            #expect(walk.status() == status, "\(output.errorText)")
        }
    }

    @Test(arguments: cases)
    func isOpenOnceTheMigrationIsDeployed(_ walked: Case) throws {
        let walk = try RoadWalk(walked.place)
        try walk.prepare(walked.road.prepare)
        let output = walk.run(walked.command, database: "deployed")
        #expect(output.succeeded, "\(output.errorText)")
        #expect(walk.hasLanded(walked.road.landing))
        #expect(walk.starts > 0)
    }

    @Test(arguments: cases.filter(\.road.isFreeWithoutMigrations))
    func startsNothingWithoutMigrations(_ walked: Case) throws {
        let walk = try RoadWalk(walked.place, topic: "plain")
        try walk.prepare(walked.road.prepare)
        let output = walk.run(walked.command, database: "unreachable")
        #expect(output.succeeded, "\(output.errorText)")
        #expect(walk.starts == 0)
    }
}
