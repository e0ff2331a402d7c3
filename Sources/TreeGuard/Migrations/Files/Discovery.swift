import TreeGuardBase

/// The migrations among the changes in their order, and the files that were left out and why.
///
/// It takes three steps, and App reads files between them: the folders to survey (their files in the target's tree), a
/// `Survey` of them (the contents that it needs), and the discovery itself.
package struct Discovery: Hashable, Sendable {
    /// New, edited and removed migrations, in the order in which they run.
    package var migrations: [Migration]
    /// The unchanged migrations of the same folders, in their order.
    package var context: [Migration]
    /// Changed files that look like migrations but are not; ordered by path.
    package var leftOut: [LeftOut]
    /// The problems, the worst first.
    package var problems: [Problem]
    /// The files outside of their folders that frameworks asked for, as they would land.
    package var companionFiles: [RepositoryPath: [UInt8]] = [:]

    package init(
        migrations: [Migration] = [], context: [Migration] = [], leftOut: [LeftOut] = [], problems: [Problem] = []
    ) {
        self.migrations = migrations
        self.context = context
        self.leftOut = leftOut
        self.problems = problems
    }

    /// All migrations in the tree that would land, in the order in which they run, for their combined effects.
    package var landing: [Migration] {
        (context + migrations.filter { $0.change != .removed }).inOrder()
    }

    /// True if an error makes a check impossible.
    package var hasErrors: Bool { problems.contains { $0.severity == .error } }
}

extension Array where Element == Migration {
    /// The migrations ordered by folder, and within each by position.
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
        // New migrations mostly come last, so the order is often right already.
        let isInOrder = indices.dropFirst().allSatisfy { !isBefore(self[$0], self[$0 - 1]) }
        return isInOrder ? self : sorted(by: isBefore)
    }
}
