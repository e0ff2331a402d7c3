import TreeGuardMigrations

/// The files that are about to enter a protected branch, as one hook sees them. Made only if a migration may be among
/// them.
package struct IncomingChange: Sendable {
    package enum Moment: Sendable, Hashable {
        /// git is about to merge, and has changed nothing yet.
        case beforeMerge
        /// The index is about to become a commit.
        case beforeCommit
        /// The branch itself moves.
        case move
        /// A branch whose migrations are nowhere else is deleted.
        case deletion(of: String)
        case push
    }

    package var moment: Moment
    /// The protected branch.
    package var branch: String
    /// The source of the change, for people.
    package var source: String
    /// The branch's present tree; nil for a new branch.
    package var base: ObjectID?
    package var changes: ChangeSet
    /// The commit that would land or be deleted; nil before it exists.
    package var commit: ObjectID?
    /// The team's configuration in the branch.
    package var config: Config
}
