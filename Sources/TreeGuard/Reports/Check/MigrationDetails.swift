import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

/// A line below a migration: what it is about, a name, and what there is to say.
struct DetailRow {
    var label: String
    var name: String
    var text: String
    var mark: Mark?

    /// Without a name: the text takes the whole line.
    init(_ label: String, _ text: String) { (self.label, self.name, self.text) = (label, "", text) }

    init(_ label: String, _ name: String, _ text: String, _ mark: Mark?) {
        (self.label, self.name, self.text, self.mark) = (label, name, text, mark)
    }
}

/// The details of one migration, in rows.
struct MigrationDetails {
    let migration: MigrationReport
    let standing: Standing?
    /// True if the database answered: where it did not, that is said once, below.
    let isAsked: Bool
    /// The environment, where there are several.
    let place: String?
    let count: String
    let detail: Detail

    /// "24 of 26 present": what the catalog says in numbers.
    static func count(of standing: Standing) -> String {
        guard standing.verifiable > 0 else {
            if standing.judgement.state == .applied, standing.ledger == "recorded" { return "by the ledger alone" }
            return standing.statements > 0 ? counted(standing.statements, "statement") : ""
        }
        let byObjects = standing.judgement.state == .applied && standing.ledger == "none" ? ", no ledger" : ""
        return "\(standing.present) of \(standing.verifiable) present\(byObjects)"
    }

    var rows: [DetailRow] {
        changeRows + acceptanceRows + placeRows + evidenceRows + reasonRows + obstacleRows + noteRows + referenceRows
    }

    private var acceptanceRows: [DetailRow] {
        standing?.acceptance.map { [DetailRow("accepted", $0.reason)] } ?? []
    }

    /// Of what is half done, only what would come first: the rest follows from it.
    private var obstacleRows: [DetailRow] {
        guard let standing, !standing.obstacles.isEmpty else { return [] }
        let limit = detail == .full ? Int.max : standing.judgement.state == .pending ? 3 : 1
        let rows = standing.obstacles.prefix(limit).flatMap { obstacle in
            [DetailRow(obstacle.certainty.label, "line \(obstacle.range.line): \(obstacle.message)")]
                + (detail == .full ? [DetailRow("", obstacle.help)] : [])
        }
        let rest = standing.obstacles.count - min(limit, standing.obstacles.count)
        return rows + (rest > 0 ? [DetailRow("", "and \(rest) more: treeguard check --verbose")] : [])
    }

    private var changeRows: [DetailRow] {
        switch migration.change {
        case .new: []
        case .edited: [DetailRow("change", "edits a migration that the target has")]
        case .removed: [DetailRow("change", "removes a migration that the target has")]
        }
    }

    private var placeRows: [DetailRow] {
        guard let place, !count.isEmpty, standing?.judgement.state != .applied else { return [] }
        return [DetailRow("where", "\(place): \(count)")]
    }

    private var evidenceRows: [DetailRow] {
        guard let standing, standing.judgement.isCounted else { return [] }
        let worth = detail == .full ? standing.evidence : standing.evidence.filter { $0.mark.isTrouble }
        let cut = CutList(worth, limit: 8, detail: detail, command: "treeguard check")
        var rows = cut.shown.map { line in
            DetailRow(line.kind, line.shownName(among: standing.evidence), line.detail, line.mark.sign)
        }
        if let rest = cut.rest { rows.append(DetailRow("", rest)) }
        let uncompared = standing.evidence.filter { $0.mark == .uncompared }
        if detail == .brief, !uncompared.isEmpty {
            let names = uncompared.map { "\($0.kind) \($0.shownName(among: standing.evidence))" }
            rows.append(DetailRow("note", "there, but not compared in every part: \(some(of: names, 2))"))
        }
        return rows
    }

    /// For what is applied or pending the numbers say it all.
    private var reasonRows: [DetailRow] {
        guard let judgement = standing?.judgement, isAsked else { return [] }
        switch judgement.state {
        case .pending where !judgement.isCounted: break
        case .applied, .pending:
            guard detail == .full else { return [] }
        // The rows above have said which is there and which is not.
        case .partial where standing?.ledger != "unfinished" && !evidenceRows.isEmpty:
            guard detail == .full else { return [] }
        case .partial, .untracked, .missing, .edited, .skipped, .unknown: break
        }
        return judgement.reasons.map { DetailRow("why", $0) }
    }

    private var noteRows: [DetailRow] {
        let unverified = standing?.unverified ?? []
        let verb = unverified.count == 1 ? "statement" : "statements"
        let shown = detail == .full ? unverified.joined(separator: ", ") : some(of: unverified, 3)
        let uncounted =
            unverified.isEmpty ? [] : ["\(unverified.count) \(verb) cannot be verified: \(shown)"]
        return (uncounted + migration.remarks).map { DetailRow("note", $0) }
    }

    private var referenceRows: [DetailRow] {
        // Once it is applied, nothing breaks for want of it.
        if standing?.judgement.state == .applied, detail == .brief { return [] }
        let references = migration.references.map { "\($0.path):\($0.line)" }
        guard !references.isEmpty else { return [] }
        let shown = detail == .full ? references.joined(separator: ", ") : some(of: references, 2)
        return [DetailRow("used by", shown)]
    }

    /// The first few, and how many more there are.
    private func some(of words: [String], _ limit: Int) -> String {
        guard words.count > limit + 1 else { return words.joined(separator: ", ") }
        return words.prefix(limit).joined(separator: ", ") + " and \(words.count - limit) more"
    }
}

extension EvidenceLine {
    /// With its extent, and with its table where another object of the migration has the same name.
    func shownName(among lines: [EvidenceLine]) -> String {
        let isAmbiguous = lines.count { $0.kind == kind && $0.name == name } > 1
        return name + (isAmbiguous ? table.map { " on \($0)" } ?? "" : "") + (extent.map { " (\($0))" } ?? "")
    }
}

extension Obstacle.Certainty {
    fileprivate var label: String {
        switch self {
        case .fails: "would fail"
        case .mayFail: "may fail"
        case .surprises: "beware"
        }
    }
}

extension EvidenceLine.Mark {
    var isTrouble: Bool {
        switch self {
        case .absent, .differs, .stillThere: true
        case .uncompared, .holds: false
        }
    }

    fileprivate var sign: Mark {
        switch self {
        case .absent, .stillThere: .bad
        case .differs, .uncompared: .caution
        case .holds: .good
        }
    }
}
