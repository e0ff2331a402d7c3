import TreeGuardMigrations

/// Files on their way into a protected branch, as one hook sees them. Only where a migration may be among them.
package struct IncomingChange: Sendable {
    package enum Moment: Sendable, Hashable {
        /// git is about to merge, and has touched nothing.
        case beforeMerge
        /// The staged files are about to become a commit.
        case beforeCommit
        /// The branch itself moves.
        case move
        /// A branch goes whose migrations are nowhere else.
        case deletion(of: String)
        case push
    }

    package var moment: Moment
    /// The protected branch.
    package var branch: String
    /// For people: what comes.
    package var source: String
    /// The tree that the branch has; nil where it has none.
    package var base: ObjectID?
    package var changes: ChangeSet
    /// The commit that would land, or is deleted; nil while there is no commit yet.
    package var commit: ObjectID?
    /// The team's word, as the branch has it.
    package var config: Config
}
