import TreeGuardBase
import TreeGuardIncoming

/// The facts that are needed before a worktree is closed. Everything is looked up first, and nothing is touched
/// meanwhile.
package struct ClosingFacts: Sendable, Hashable {
    /// Nil where it was removed already, and only its branch is left.
    package var place: Place?
    /// Nil where HEAD is detached.
    package var branch: String?
    package var target: String
    /// Nil where the target is checked out nowhere.
    package var targetPlace: TargetPlace?
    /// True if the target is a branch of this repository: only such a one can be merged into.
    package var hasLocalTarget: Bool
    /// True if the target has every commit of the branch.
    package var isMerged: Bool
    package var canFastForward: Bool
    package var fastForward: FastForwardRule
    /// The files over which a merge, made in memory, would stop.
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

    /// The worktree that is to be closed.
    package struct Place: Sendable, Hashable {
        package var path: String
        package var isMain: Bool
        /// Its folder is not there.
        package var isGone: Bool
        package var lock: WorktreeLock?
        /// Files that are staged, changed or untracked.
        package var uncommitted: [String]
        /// "merge", "rebase": what was begun in it and not brought to its end.
        package var unfinished: String?
        package var hasSubmodules: Bool
        package var occupants: [Occupant]
        /// The files that git ignores in it: they go with the folder.
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

    /// The place where the target is checked out.
    package struct TargetPlace: Sendable, Hashable {
        package var path: String
        /// Tracked files that are staged or changed. Untracked ones are not in a merge's way, or git says so itself.
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
        /// It is treeguard itself, or a shell above it.
        package var isCaller: Bool

        package init(process: Int32, name: String, isCaller: Bool = false) {
            self.process = process
            self.name = name
            self.isCaller = isCaller
        }
    }
}

/// How a repository wants its merges: `merge.ff`, and `branch.NAME.mergeOptions` above it.
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
