import TreeGuardBase
import TreeGuardVerdicts

/// One line of the log that records every decision of a person.
package struct AuditEntry: Sendable, Hashable {
    package enum Event: String, Sendable, Hashable {
        /// An override was given.
        case allowed
        /// An override let a change through.
        case overridden
        /// A person confirmed.
        case answeredYes = "answered-yes"
        /// The team's policy let a change through with a warning.
        case warned
        /// Migrations were deployed, or somebody tried to.
        case deployed
        /// Migrations were rolled back, or somebody tried to.
        case rolledBack = "rolled-back"
        /// A git command was blocked.
        case stopped
    }

    package var time: Timestamp
    package var event: Event
    package var set: MigrationSet
    /// The commit that would land, if there is one.
    package var commit: String?
    package var verdict: Verdict?
    package var who: String
    package var reason: String?
    /// The entry path: "merge", "push", "reference-transaction".
    package var road: String?

    package init(
        _ event: Event, _ set: MigrationSet, at time: Timestamp, who: String, reason: String? = nil,
        commit: String? = nil, verdict: Verdict? = nil, road: String? = nil
    ) {
        self.time = time
        self.event = event
        self.set = set
        self.commit = commit
        self.verdict = verdict
        self.who = who
        self.reason = reason
        self.road = road
    }

    package var json: JSON {
        .object([
            "time": .string(time.description), "event": .string(event.rawValue), "target": .string(set.target),
            "migrations": .string(set.digest), "commit": commit.map(JSON.string),
            "verdict": verdict.map { .string($0.rawValue) }, "who": .string(who), "reason": reason.map(JSON.string),
            "road": road.map(JSON.string),
        ])
    }

    /// Reads a line of the file; nil for a line that we did not write.
    package init?(line: some StringProtocol) {
        guard let json = try? JSON.parse(Array(line.utf8)), let time = json["time"]?.string.flatMap(Timestamp.init),
            let event = json["event"]?.string.flatMap(Event.init(rawValue:)), let target = json["target"]?.string,
            let digest = json["migrations"]?.string, let who = json["who"]?.string
        else { return nil }
        self.init(
            event, MigrationSet(target: target, digest: digest), at: time, who: who, reason: json["reason"]?.string,
            commit: json["commit"]?.string, verdict: json["verdict"]?.string.flatMap(Verdict.init(rawValue:)),
            road: json["road"]?.string)
    }

    /// The entry as one line of the file.
    package var line: String { json.line + "\n" }
}
