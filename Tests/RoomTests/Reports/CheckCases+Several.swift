import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

func environment(_ name: String, _ verdict: Verdict, isRequired: Bool = false) -> EnvironmentReport {
    EnvironmentReport(name: name, isRequired: isRequired, access: .ok(server), verdict: verdict)
}

/// A standing of which the team, or PostgreSQL, has something to say.
func standing(
    _ state: MigrationState, _ observations: [Observation] = [], in environment: String = "production",
    obstacles: [Obstacle], accepted reason: String? = nil
) -> Standing {
    var standing = standing(state, observations, in: environment)
    standing.obstacles = obstacles
    standing.acceptance = reason.map { Acceptance(pattern: "0*_legacy.sql", reason: $0) }
    return standing
}

private func at(line: Int) -> SourceRange { SourceRange(offset: line * 10, length: 10, line: line, column: 1) }

let obstacles = [
    Obstacle("table jobs does not exist", help: "what makes it must be deployed first", at: at(line: 4)),
    Obstacle(
        "column tier is NOT NULL without a default, and table jobs has rows (about 120, by the server's estimate)",
        help: "give it a DEFAULT", certainty: .mayFail, at: at(line: 9)),
    Obstacle(
        "function f(integer) would stand beside f(text), not take its place", help: "DROP FUNCTION f(text) first",
        certainty: .surprises, at: at(line: 12)),
    Obstacle("type mood does not exist", help: "what makes it must be deployed first", at: at(line: 20)),
]

extension CheckCase {
    static let several = [
        CheckCase(
            "waiting",
            checkReport(
                .needsMigration,
                [
                    waitingProduction, environment("staging", .needsMigration), environment("local", .safe),
                ],
                [
                    migration(
                        detectionsPath,
                        standing(.pending, detectionFindings(.absent), obstacles: obstacles),
                        standing(.pending, detectionFindings(.absent), in: "staging"),
                        standing(.applied, detectionFindings(.holds), in: "local"))
                ], next: [lookCloser])),
        CheckCase(
            "accepted",
            checkReport(
                .safe, [production(.safe)],
                [
                    migration(detectionsPath, standing(.applied, detectionFindings(.holds))),
                    migration(
                        "db/migrations/003_legacy.sql",
                        standing(.partial, otherThanExpected, obstacles: [], accepted: "applied by hand in 2019")),
                ])),
        CheckCase(
            "local-behind",
            checkReport(
                .safe, [production(.safe), environment("local", .needsMigration)],
                [
                    migration(
                        detectionsPath, standing(.applied, detectionFindings(.holds)),
                        standing(.pending, detectionFindings(.absent), in: "local"))
                ])),
        CheckCase(
            "local-unanswered",
            checkReport(
                .safe, [production(.safe), silentLocal],
                [
                    migration(
                        detectionsPath, standing(.applied, detectionFindings(.holds)), standing(.unknown, in: "local"))
                ])),
    ]

    private static let waitingProduction = EnvironmentReport(
        name: "production", isRequired: true, access: .ok(server), verdict: .needsMigration,
        hindrances: [.init(environment: "staging", lacking: [detectionsPath])])
    private static let otherThanExpected = [
        observation(.relation(detections), .relation(.table)),
        observation(
            .column(of: detections, "severity"), .exists, .differs(["is text, expected character varying(20)"])),
    ]
}

let silentLocal = EnvironmentReport(
    name: "local", isRequired: false,
    access: .failed(
        Failure(
            .connectionRefused, what: "local could not be asked", why: "nothing listens on /tmp/.s.PGSQL.5432",
            next: "start it, or leave it out")),
    verdict: .error)
