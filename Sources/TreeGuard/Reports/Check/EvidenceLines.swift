import TreeGuardBase
import TreeGuardSchema
import TreeGuardVerdicts

/// The lines of a report on one migration, the worst first. What belongs to a table that is missing altogether is
/// folded into the table's line, and so are the columns of a table that has them all as they must be.
package func evidenceLines(_ observations: [Observation]) -> [EvidenceLine] {
    EvidenceFolding(observations).lines
}

/// How an effect that was looked for is told.
private struct EvidenceFolding {
    private let observations: [Observation]
    /// Objects that are missing altogether: what belongs to them needs no line.
    private let missing: Set<ObjectIdentity>
    /// The columns of each table that this migration makes.
    private let columns: [ObjectName: [Observation]]
    /// The table of each index.
    private let indexed: [ObjectIdentity: ObjectName]

    init(_ observations: [Observation]) {
        self.observations = observations
        missing = Set(
            observations.filter { $0.status == .absent && $0.effect.identity.owner == nil }.map(\.effect.identity))
        var made: [ObjectName: [Observation]] = [:]
        for observation in observations {
            if case .relation(let name) = observation.effect.identity, observation.effect.role == .create {
                made[name] = []
            }
        }
        for observation in observations {
            if case .column(let table, _) = observation.effect.identity { made[table]?.append(observation) }
        }
        columns = made
        let tables = observations.compactMap { observation -> (ObjectIdentity, ObjectName)? in
            guard case .present(let definition) = observation.effect.claim.expectation else { return nil }
            return definition.table.map { (observation.effect.identity, $0) }
        }
        indexed = Dictionary(tables) { first, _ in first }
    }

    var lines: [EvidenceLine] {
        var blocks: [[EvidenceLine]] = []
        for observation in observations where !isFolded(observation) {
            if case .relation(let name) = observation.effect.identity, let columns = columns[name], !columns.isEmpty {
                blocks += block(of: observation, columns)
            } else {
                blocks.append([observation.line()])
            }
        }
        let ranked = blocks.enumerated().map { (number: $0, rank: $1.map(\.mark.rank).min() ?? 0, lines: $1) }
        return ranked.sorted { ($0.rank, $0.number) < ($1.rank, $1.number) }.flatMap(\.lines)
    }

    private func isFolded(_ observation: Observation) -> Bool {
        if case .column(let table, _) = observation.effect.identity, columns[table] != nil { return true }
        guard observation.status == .absent else { return false }
        return wholes(of: observation.effect.identity).contains { missing.contains($0) }
    }

    /// The owners of the object, direct and indirect.
    private func wholes(of identity: ObjectIdentity) -> [ObjectIdentity] {
        if let owner = identity.owner { return [owner] + wholes(of: owner) }
        return indexed[identity].map { [.relation($0)] } ?? []
    }

    /// A table with its columns: one line, and one for each column that there is something to say of.
    private func block(of table: Observation, _ columns: [Observation]) -> [[EvidenceLine]] {
        var line = table.line()
        guard table.status != .absent else {
            line.extent = counted(columns.count, "column")
            return [[line]]
        }
        let good = columns.count(where: \.holds)
        line.detail += ", \(good) of \(counted(columns.count, "column"))"
        let rest = columns.map { $0.line() }.filter { $0.mark == .uncompared }.map { [$0] }
        guard good < columns.count else { return [[line]] + rest }
        if line.mark == .holds { line.mark = .differs }
        return [[line] + columns.filter { !$0.holds }.map { $0.line() }.sorted { $0.mark.rank < $1.mark.rank }] + rest
    }
}

extension Observation {
    fileprivate func line() -> EvidenceLine {
        var definition: ObjectDefinition?
        if case .present(let expected) = effect.claim.expectation { definition = expected }
        let words = effect.identity.words(definition)
        let (mark, detail) = told
        return EvidenceLine(
            kind: words.kind, name: words.name, table: words.table, mark: mark, detail: detail,
            line: effect.range.line)
    }

    private var told: (EvidenceLine.Mark, String) {
        switch status {
        case .holds where effect.claim.expectation == .absent: (.holds, "gone")
        case .holds where isSuperseded: (.holds, "changed since by a later migration")
        case .holds: (.holds, "present")
        case .holdsUncompared(let parts): (.uncompared, "present, \(listed(parts)) not compared")
        case .differs(let differences): (.differs, differences.joined(separator: "; "))
        case .absent: (.absent, "absent")
        case .stillThere: (.stillThere, "still there")
        }
    }
}

extension EvidenceLine.Mark {
    /// From bad to good.
    fileprivate var rank: Int { EvidenceLine.Mark.allCases.firstIndex(of: self) ?? 0 }
}

extension Script {
    /// The statements that nobody can verify, with their lines: "line 12: INSERT".
    package var unverifiedLines: [String] {
        (unverified.map { ($0.range, $0.what) } + unanalysable.map { ($0.range, "cannot be read: \($0.what)") })
            .sorted { $0.0.offset < $1.0.offset }
            .map { "line \($0.0.line): \($0.1)" }
    }
}
