import TreeGuardIncoming

/// The remaining steps that close a worktree. After an interrupted run there are fewer.
package struct ClosingPlan: Sendable, Hashable {
    package var merges: Bool
    package var unlocks: Bool
    package var removes: Bool
    package var deletesBranch: Bool

    package init(merges: Bool, unlocks: Bool, removes: Bool, deletesBranch: Bool) {
        self.merges = merges
        self.unlocks = unlocks
        self.removes = removes
        self.deletesBranch = deletesBranch
    }

    /// The options that the user gave.
    package struct Wishes: Sendable, Hashable {
        package var keepsBranch: Bool
        package var merges: Bool

        package init(keepsBranch: Bool = false, merges: Bool = true) {
            self.keepsBranch = keepsBranch
            self.merges = merges
        }
    }

    /// Chooses the steps, or throws the first obstacle: first cases that cannot be closed at all, then possible losses,
    /// then obstacles to the merge.
    package init(_ facts: ClosingFacts, _ wishes: Wishes = Wishes()) throws(ClosingStop) {
        if let place = facts.place, place.isMain { throw .mainWorktree(place.path) }
        // A rebase detaches HEAD; naming the rebase helps more than "detached".
        if let place = facts.place, let operation = place.unfinished {
            throw .unfinished(place.path, operation: operation)
        }
        guard let branch = facts.branch else { throw .detached(facts.place?.path ?? "") }
        if branch == facts.target { throw .isTarget(branch) }
        let merges = wishes.merges && !facts.isMerged
        if let place = facts.place {
            try ClosingPlan.mayGo(place)
            if place.isGone, !facts.isMerged { throw .gone(place.path, branch: branch) }
        } else if !facts.isMerged {
            throw .branchUnmerged(branch, target: facts.target)
        }
        if merges, let place = facts.place { try ClosingPlan.mayMerge(branch, in: place.path, facts) }
        self.merges = merges
        removes = facts.place != nil
        unlocks = facts.place?.lock != nil
        // For unmerged commits, the branch is the only reference.
        deletesBranch = !wishes.keepsBranch && (merges || facts.isMerged)
    }

    private static func mayGo(_ place: ClosingFacts.Place) throws(ClosingStop) {
        if let lock = place.lock, !lock.isOurs { throw .locked(place.path, reason: lock.reason) }
        if !place.uncommitted.isEmpty { throw .uncommitted(place.path, place.uncommitted) }
        if place.hasSubmodules { throw .submodules(place.path) }
        if !place.occupants.isEmpty { throw .inUse(place.path, place.occupants) }
    }

    private static func mayMerge(
        _ branch: String, in worktree: String, _ facts: ClosingFacts
    ) throws(ClosingStop) {
        guard facts.hasLocalTarget else { throw .targetNotLocal(facts.target) }
        if let place = facts.targetPlace {
            if let operation = place.unfinished { throw .targetUnfinished(place.path, operation: operation) }
            if !place.uncommitted.isEmpty { throw .targetUncommitted(place.path, place.uncommitted) }
        }
        if facts.fastForward == .only, !facts.canFastForward {
            throw .notFastForward(worktree, branch: branch, target: facts.target)
        }
        if !facts.conflicts.isEmpty {
            throw .conflicts(facts.conflicts, in: worktree, branch: branch, target: facts.target)
        }
    }
}
