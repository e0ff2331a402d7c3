import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// Weighs what a statement does under its locks, and under those that its transaction holds already.
package struct HazardSearch {
    private let tableFacts: TableFacts?
    private let held: HeldLocks
    private let instruction: Instruction

    package init(_ tableFacts: TableFacts?, _ held: HeldLocks, _ instruction: Instruction) {
        self.tableFacts = tableFacts
        self.held = held
        self.instruction = instruction
    }

    package func hazards(of locks: [TableLock]) -> [Hazard] {
        let locks = locks.map { $0.judged(for: instruction) }
        // Of a divided table, one word is enough: its parts are in its size.
        let whole = locks.filter { !isPart($0, among: locks) && holdsRows($0) }
        let own = Dictionary(grouping: whole.filter { $0.mode.stopsWriters && $0.work.growsWithSize }) { $0.hazardKind }
        var hazards = own.compactMap { hazardKind, locks in hazardKind.flatMap { hazard($0, locks) } }
            .sorted { $0.hazardKind.rawValue < $1.hazardKind.rawValue }
        if let late = lateWork(whole.filter { $0.hazardKind == nil || !$0.mode.stopsWriters }) { hazards.append(late) }
        return hazards
    }

    private func isPart(_ lock: TableLock, among locks: [TableLock]) -> Bool {
        guard let relation = lock.relation else { return false }
        return locks.contains { other in
            other.hazardKind == lock.hazardKind
                && other.relation.map { tableFacts?.descendants[$0]?.contains(relation) ?? false } ?? false
        }
    }

    private func holdsRows(_ lock: TableLock) -> Bool {
        guard let relation = lock.relation, let kind = tableFacts?.relations[relation]?.kind else { return true }
        return kind.holdsRows
    }

    /// The weight. An unknown size counts as large.
    private func weight(_ lock: TableLock) -> RelationSize.Weight { size(lock).weight }

    private func size(_ lock: TableLock) -> RelationSize {
        lock.relation.flatMap { tableFacts?.size(of: $0) } ?? RelationSize()
    }

    private func hazard(_ hazardKind: HazardKind, _ locks: [TableLock]) -> Hazard? {
        let heavy = locks.filter { weight($0) > .small }
        guard let worst = heavy.map({ weight($0) }).max(), let mode = heavy.map(\.mode).max() else { return nil }
        let waiting = mode.stopsReaders ? "readers and writers" : "writers"
        let tables = heavy.map { described($0) }.joined(separator: " and ")
        let guess = heavy.contains(where: \.isAssumed) ? " (the worst case: production's catalog could not tell)" : ""
        return Hazard(
            hazardKind, worst == .large ? .block : .warn, line: instruction.range?.line ?? 1,
            message: "\(hazardKind.action) while \(waiting) of \(tables) wait\(guess)", help: hazardKind.saferForm)
    }

    private func described(_ lock: TableLock) -> String {
        let name = lock.relation.map { shown($0) } ?? lock.subject.description
        return "\(name) (\(size(lock).words))"
    }

    private func shown(_ relation: ObjectName) -> String { (tableFacts?.shown(relation) ?? relation).description }

    /// Work that is harmless by itself, and is not while an earlier statement of the transaction keeps others out.
    private func lateWork(_ locks: [TableLock]) -> Hazard? {
        guard let kept = held.strongest,
            let work = locks.filter({ $0.work >= .rows && weight($0) > .small && $0.mode >= .rowExclusive })
                .max(by: { $0.work < $1.work })
        else { return nil }
        let isRows = work.work == .rows
        let hazardKind: HazardKind = isRows ? .rowsUnderLock : .validationUnderLock
        let waiting = kept.mode.stopsReaders ? "readers and writers" : "writers"
        let action = isRows ? "changes rows" : "reads every row"
        return Hazard(
            hazardKind, !isRows && weight(work) == .large ? .block : .warn, line: instruction.range?.line ?? 1,
            message:
                "\(action) of \(described(work)) while line \(kept.line) of the same transaction keeps \(waiting) of "
                + "\(shown(kept.relation)) waiting",
            help: hazardKind.saferForm)
    }
}

extension RelationSize {
    /// For people: "1.2 GB, about 3,400,000 rows".
    package var words: String {
        let parts = [bytes.map(RelationSize.words(bytes:)), rows.map(RelationSize.words(rows:))].compactMap(\.self)
        return parts.isEmpty ? "size not known" : parts.joined(separator: ", ")
    }

    private static func words(bytes: Int) -> String {
        var (value, unit) = (bytes * 10, "bytes")
        for larger in ["kB", "MB", "GB", "TB"] where value >= 10_000 { (value, unit) = (value / 1000, larger) }
        return unit == "bytes" || value >= 1000 ? "\(value / 10) \(unit)" : "\(value / 10).\(value % 10) \(unit)"
    }

    private static func words(rows: Int) -> String {
        guard rows > 0 else { return "no rows" }
        var digits = String(rows)
        var grouped = ""
        while digits.count > 3 {
            grouped = "," + digits.suffix(3) + grouped
            digits.removeLast(3)
        }
        return rows == 1 ? "about 1 row" : "about \(digits)\(grouped) rows"
    }
}
