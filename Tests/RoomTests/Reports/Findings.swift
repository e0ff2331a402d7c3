import TreeGuardSchema

// Findings as a check makes them, for reports about tables that everybody knows.

func observation(
    _ identity: ObjectIdentity, _ definition: ObjectDefinition = .exists, _ status: Observation.Status = .holds,
    role: Effect.Role = .create, line: Int = 1
) -> Observation {
    let range = SourceRange(offset: line * 10, length: 10, line: line, column: 1)
    let expectation: Effect.Expectation = role == .drop ? .absent : .present(definition)
    return observation(Effect(identity, expectation, role: role, at: range), status)
}

/// The observation of an effect that has one state, with production's answer.
func observation(_ effect: Effect, _ status: Observation.Status) -> Observation {
    var observation = Observation(
        effect,
        [Sighting(file: .min, claim: nil, status: nil), Sighting(file: 0, claim: effect.claim, status: status)])
    observation.position =
        switch status {
        case .holds: .proof
        case .holdsUncompared: .open
        case .differs: .off
        case .absent, .stillThere: .before
        }
    return observation
}

/// A table, its columns, its primary key and its indexes, all of one status.
func tableFindings(
    _ table: ObjectName, columns: [String], indexes: [String] = [], _ status: Observation.Status, line: Int = 1
) -> [Observation] {
    [observation(.relation(table), .relation(.table), status, line: line)]
        + columns.map { observation(.column(of: table, $0), .column(Column()), status, line: line) }
        + [observation(.constraint(of: table, "\(table.name)_pkey"), .exists, status, line: line)]
        + indexes.enumerated().map { number, name in
            observation(
                .index(ObjectName(schema: table.schema, name)),
                .index(Index(on: table, elements: []), isNamed: true), status, line: line + 14 + number)
        }
}

let detections = ObjectName(schema: "public", "security_detections")
let tiers = ObjectName(schema: "public", "job_analysis_tiers")

let detectionColumns = [
    "id", "job_id", "detection_type", "severity", "pattern", "text_sample", "action_taken", "handled_by", "metadata",
    "created_at",
]
let detectionIndexes = ["job_id", "type", "severity", "created", "unhandled"].map { "idx_security_detections_\($0)" }

func detectionFindings(_ status: Observation.Status) -> [Observation] {
    tableFindings(detections, columns: detectionColumns, indexes: detectionIndexes, status)
}

/// Everything is there but the trigger, and one index that a concurrent build left behind.
func halfDoneTierFindings() -> [Observation] {
    let trigger = ObjectIdentity.trigger(of: tiers, "trigger_update_job_analysis_tiers_updated_at")
    let index = ObjectIdentity.index(ObjectName(schema: "public", "idx_job_analysis_tiers_created"))
    return tableFindings(
        tiers, columns: ["id", "job_id"] + (1...17).map { "c\($0)" }, indexes: ["idx_a", "idx_b"], .holds)
        + [
            observation(
                index, .index(Index(on: tiers, elements: []), isNamed: true),
                .differs(["INVALID: a concurrent build failed"]), line: 38),
            observation(.routine(ObjectName(schema: "public", "update_job_analysis_tiers_updated_at"), []), line: 44),
            observation(trigger, .exists, .absent, line: 52),
        ]
}
