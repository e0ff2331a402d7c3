import TreeGuardBase
import TreeGuardCommandLine

/// Which change is meant, as the person said it.
struct ChangeRequest: Sendable {
    var target: String?
    var source: String?
    var worktree: String?
    /// Leave out what is staged, modified or untracked.
    var isCommittedOnly = false
    /// Everything that would be in the tree, not only what the target lacks.
    var isWhole = false
    /// True if a job of continuous integration may ask its remote for what its clone lacks.
    var mayFetch = true

    /// True if files count that are not committed yet.
    var looksAtWorkTree: Bool { source == nil && !isCommittedOnly }

    /// The request for a branch of another worktree, without its uncommitted files.
    init(committedIn worktree: String, target: String) {
        self.target = target
        self.worktree = worktree
        isCommittedOnly = true
    }

    init(_ arguments: Arguments) throws(Failure) {
        target = arguments.value(of: .target)
        source = arguments.value(of: .source)
        worktree = arguments.value(of: .worktree)
        isCommittedOnly = arguments.has(.committed)
        isWhole = arguments.has(.all)
        mayFetch = !arguments.has(.offline)
        if source != nil, worktree != nil {
            throw Failure(
                .usage, what: "--source and --worktree say two things", why: "each names what would land",
                next: "leave one of them out")
        }
    }
}
