import TreeGuardBase
import TreeGuardIncoming

/// The facts that closing a worktree needs. They are all read before anything changes.
package struct ClosingFacts: Sendable, Hashable {
    /// The worktree; nil if it was removed already and only its branch is left.
    package var place: Place?
    /// The branch; nil if HEAD is detached.
    package var branch: String?
    package var target: String
    /// The worktree of the target; nil if the target is not checked out.
    package var targetPlace: TargetPlace?
    /// True if the target is a local branch: only that can be merged into.
    package var hasLocalTarget: Bool
    /// True if the target has every commit of the branch.
    package var isMerged: Bool
    package var canFastForward: Bool
    package var fastForward: FastForwardRule
    /// The conflicting files of a merge that was computed in memory.
    package var conflicts: [String]

    package init(
        place: Place?, branch: String?, target: String, targetPlace: TargetPlace? = nil, hasLocalTarget: Bool = true,
        isMerged: Bool = false, canFastForward: Bool = true, fastForward: FastForwardRule = .whenPossible,
        conflicts: [String] = []
    ) {
        self.place = place
        self.branch = branch
        self.target = target
        self.targetPlace = targetPlace
        self.hasLocalTarget = hasLocalTarget
        self.isMerged = isMerged
        self.canFastForward = canFastForward
        self.fastForward = fastForward
        self.conflicts = conflicts
    }

    /// The worktree to close.
    package struct Place: Sendable, Hashable {
        package var path: String
        package var isMain: Bool
        /// True if its folder does not exist.
        package var isGone: Bool
        package var lock: WorktreeLock?
        /// Files that are staged, changed or untracked.
        package var uncommitted: [String]
        /// An unfinished operation in it: "merge", "rebase".
        package var unfinished: String?
        package var hasSubmodules: Bool
        package var occupants: [Occupant]
        /// Ignored files in it, which are deleted with the folder.
        package var ignored: [String]

        package init(
            path: String, isMain: Bool = false, isGone: Bool = false, lock: WorktreeLock? = nil,
            uncommitted: [String] = [],
            unfinished: String? = nil, hasSubmodules: Bool = false, occupants: [Occupant] = [], ignored: [String] = []
        ) {
            self.path = path
            self.isMain = isMain
            self.isGone = isGone
            self.lock = lock
            self.uncommitted = uncommitted
            self.unfinished = unfinished
            self.hasSubmodules = hasSubmodules
            self.occupants = occupants
            self.ignored = ignored
        }
    }

    /// The worktree in which the target is checked out.
    package struct TargetPlace: Sendable, Hashable {
        package var path: String
        /// Tracked files that are staged or changed. Untracked files rarely block a merge; if they do, git reports it.
        package var uncommitted: [String]
        package var unfinished: String?

        package init(path: String, uncommitted: [String] = [], unfinished: String? = nil) {
            self.path = path
            self.uncommitted = uncommitted
            self.unfinished = unfinished
        }
    }

    /// A process that works in the worktree.
    package struct Occupant: Sendable, Hashable {
        package var process: Int32
        package var name: String
        /// True for treeguard itself, or a shell that started it.
        package var isCaller: Bool

        package init(process: Int32, name: String, isCaller: Bool = false) {
            self.process = process
            self.name = name
            self.isCaller = isCaller
        }
    }
}

/// The repository's rule for merges: `branch.NAME.mergeOptions`, else `merge.ff`.
package enum FastForwardRule: Sendable, Hashable {
    case whenPossible, never, only

    package init(mergeFF: String?, branchOptions: String?) {
        switch mergeFF?.lowercased() {
        case "only": self = .only
        case "false", "no", "off", "0": self = .never
        default: self = .whenPossible
        }
        for option in (branchOptions ?? "").split(whereSeparator: \.isWhitespace) {
            switch option {
            case "--ff": self = .whenPossible
            case "--no-ff": self = .never
            case "--ff-only": self = .only
            default: continue
            }
        }
    }
}
