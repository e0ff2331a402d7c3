/// True if a database has anything of the files before those that are judged. What is gone tells something only there:
/// an empty or a wrong database lacks everything.
package enum Ground: Hashable, Sendable {
    /// Something of them is there.
    case there
    /// They make tables, and none of these is there.
    case missing
    /// They make no table, or nobody read them.
    case notKnown
}

/// The objects that the files before a change make, as far as the change needs them to be judged.
package struct EarlierFiles: Sendable {
    /// In the order in which they run.
    package let scripts: [Script]
    /// Tables that they leave behind, by which a database is known to be theirs.
    package let tables: [ObjectName]

    /// No more than this are asked for, half of them the oldest.
    private static let tableLimit = 20

    package init(_ scripts: [Script] = []) {
        self.scripts = scripts
        let left = EarlierFiles.tablesLeft(by: scripts)
        let half = EarlierFiles.tableLimit / 2
        tables = left.count <= half * 2 ? left : Array(left.prefix(half) + left.suffix(half))
    }

    /// The ground that a catalog shows for them.
    package func ground(in catalog: Catalog) -> Ground {
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

extension Script {
    /// True if the files before it must be read to judge it: it takes away what only they can have made, or makes what
    /// they may have made already, beside rows that leave nothing behind.
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
