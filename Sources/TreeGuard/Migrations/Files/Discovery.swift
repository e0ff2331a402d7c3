import TreeGuardBase

/// Which of the changes are migrations, in what order, and what was left out and why.
///
/// Found in three steps, between which App fetches: the folders at stake (their files in the target's tree), a
/// `Survey` of them (the contents that it wants), and the discovery itself.
package struct Discovery: Hashable, Sendable {
    /// New, edited and removed migrations, in the order in which they run.
    package var migrations: [Migration]
    /// The migrations of the same folders that the change leaves as they are, in their order.
    package var context: [Migration]
    /// Changed files that are not migrations though they lie where one may look for them; ordered by path.
    package var leftOut: [LeftOut]
    /// The worst first.
    package var problems: [Problem]
    /// The files that frameworks asked for beside their folders, as they would land.
    package var companionFiles: [RepositoryPath: [UInt8]] = [:]

    package init(
        migrations: [Migration] = [], context: [Migration] = [], leftOut: [LeftOut] = [], problems: [Problem] = []
    ) {
        self.migrations = migrations
        self.context = context
        self.leftOut = leftOut
        self.problems = problems
    }

    /// Everything that will be in the tree that would land, in the order in which it runs: what net effects need.
    package var landing: [Migration] {
        (context + migrations.filter { $0.change != .removed }).inOrder()
    }

    /// True if something stands in the way of any judgement.
    package var hasErrors: Bool { problems.contains { $0.severity == .error } }
}

extension Array where Element == Migration {
    /// Folder by folder, and within each by position.
    package func inOrder() -> [Migration] {
        var folders: [RepositoryPath: NaturalOrder] = [:]
        for (index, migration) in enumerated() where index == 0 || migration.sequence != self[index - 1].sequence {
            folders[migration.sequence] = NaturalOrder(migration.sequence)
        }
        func isBefore(_ a: Migration, _ b: Migration) -> Bool {
            if a.sequence != b.sequence, let left = folders[a.sequence], let right = folders[b.sequence] {
                return left < right
            }
            return a.position == b.position ? a.path < b.path : a.position < b.position
        }
        // What is new mostly comes last.
        let isInOrder = indices.dropFirst().allSatisfy { !isBefore(self[$0], self[$0 - 1]) }
        return isInOrder ? self : sorted(by: isBefore)
    }
}
