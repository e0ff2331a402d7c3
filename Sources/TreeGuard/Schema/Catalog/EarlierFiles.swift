/// The answer to one question: does the database have any table or view of the earlier files? Without one, a missing
/// object proves nothing, because an empty or a wrong database lacks everything.
package enum BaselineState: Hashable, Sendable {
    /// At least one of their tables exists.
    case there
    /// They create tables, and none of these exists.
    case missing
    /// They create no table, or were not read.
    case notKnown
}

/// The files before a change, as far as they are needed to judge it.
package struct EarlierFiles: Sendable {
    /// The scripts in the order in which they run.
    package let scripts: [Script]
    /// Tables that exist after these files and after the change; they identify the database.
    package let tables: [ObjectName]

    /// The maximum number of tables to ask for: half of them the oldest, half the newest.
    private static let tableLimit = 20

    /// - Parameter change: the scripts that run after them
    package init(_ scripts: [Script] = [], before change: [Script] = []) {
        self.scripts = scripts
        let leaving = Set(change.flatMap(\.steps).compactMap(\.leavingTable))
        let left = EarlierFiles.tablesLeft(by: scripts).filter { !leaving.contains($0.name) }
        let half = EarlierFiles.tableLimit / 2
        tables = left.count <= half * 2 ? left : Array(left.prefix(half) + left.suffix(half))
    }

    /// The state of these files in a catalog.
    package func ground(in catalog: Catalog) -> BaselineState {
        guard !tables.isEmpty else { return .notKnown }
        let there = catalog.relations
        let isThere = tables.contains { table in
            there.contains { $0.name == table.name && (table.schema == nil || $0.schema == table.schema) }
        }
        return isThere ? .there : .missing
    }

    private static func tablesLeft(by scripts: [Script]) -> [ObjectName] {
        var left: [ObjectName: Int] = [:]
        for (number, step) in scripts.flatMap(\.steps).enumerated() {
            switch step.action {
            case .create(.relation(let name), _): left[name] = left[name] ?? number
            case .drop(.relation(let name)): left[name] = nil
            case .rename(.relation(let old), to: .relation(let new)): left[new] = left.removeValue(forKey: old)
            default: break
            }
        }
        return left.sorted { $0.value < $1.value }.map(\.key)
    }
}

extension EffectStep {
    /// The name of the table that it drops or renames.
    fileprivate var leavingTable: String? {
        switch action {
        case .drop(.relation(let name)), .rename(.relation(let name), _): name.name
        default: nil
        }
    }
}

extension Script {
    /// True if the earlier files must be read to judge it: a DROP, or a CREATE IF NOT EXISTS beside statements that
    /// leave no trace.
    package var needsEarlierFiles: Bool {
        steps.contains { step in
            switch step.action {
            case .drop: true
            case .create: step.isConditional && !unverified.isEmpty
            case .alter, .rename, .takeColumns: false
            }
        }
    }
}
