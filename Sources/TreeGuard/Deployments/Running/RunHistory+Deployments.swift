import TreeGuardBase
import TreeGuardMigrations

extension RunHistory {
    /// The rows of one run of `treeguard deploy`.
    package struct Deployment: Hashable, Sendable {
        /// The rows in the order in which the files ran.
        package var entries: [Entry]

        package var id: String { entries[0].deployment }
        package var started: String { entries[0].started }
        package var who: String { entries[0].who }
        package var environment: String { entries[0].environment }
        /// The commit that the files were deployed from.
        package var commit: String? { entries.lazy.compactMap(\.commit).first }
    }

    /// Every deployment, the oldest first. A rollback does not count as one.
    package var deployments: [Deployment] {
        var order: [String] = []
        var byID: [String: [Entry]] = [:]
        for entry in entries where entry.outcome != .rolledBack {
            if byID[entry.deployment] == nil { order.append(entry.deployment) }
            byID[entry.deployment, default: []].append(entry)
        }
        return order.compactMap { byID[$0].map { Deployment(entries: $0) } }
    }

    /// The migrations of a deployment that are still in the database: no later run undid them or deployed them again.
    package struct Remainder: Hashable, Sendable {
        package var deployment: Deployment
        /// The migrations that remain, the last first.
        package var migrations: [Migration]
        /// The rows of files that the tree does not have.
        package var withoutFile: [Entry]

        package var isEmpty: Bool { migrations.isEmpty && withoutFile.isEmpty }
    }

    /// - Parameter tree: every migration of the current tree
    package func remainder(of deployment: Deployment, in tree: [Migration]) -> Remainder {
        let paths = Set(tree.map(\.path.text))
        let standing = tree.compactMap { migration in
            last(of: migration) { paths.contains($0) }.map { (entry: $0, migration: migration) }
        }
        var remainder = Remainder(deployment: deployment, migrations: [], withoutFile: [])
        for entry in deployment.entries.reversed() where entry.outcome == .applied || entry.isUnfinished {
            if let found = standing.first(where: { $0.entry == entry }) {
                remainder.migrations.append(found.migration)
            } else if isLast(entry),
                // A file that was moved is recorded under its present path.
                paths.contains(entry.path) || !standing.contains(where: { $0.entry.isOfSameMigration(as: entry) })
            {
                remainder.withoutFile.append(entry)
            }
        }
        return remainder
    }

    /// True if no later row is about the same file.
    private func isLast(_ entry: Entry) -> Bool {
        entries.last {
            $0.isOfSameMigration(as: entry) && $0.path == entry.path && ($0.outcome != .failed || $0.isUnfinished)
        } == entry
    }
}

extension RunHistory.Entry {
    fileprivate func isOfSameMigration(as other: RunHistory.Entry) -> Bool {
        framework == other.framework && migration == other.migration
    }
}
