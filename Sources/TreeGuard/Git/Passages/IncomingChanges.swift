import TreeGuardBase
import TreeGuardIncoming
import TreeGuardMigrations

/// Finds the changes that one run of a hook would let into protected branches. Usually there are none, so it is fast:
/// it compares trees by names before it reads anything.
package struct IncomingChanges {
    let repository: Repository
    let call: HookCall
    package let protection: Protection

    package init(_ call: HookCall, in repository: Repository) throws(Failure) {
        self.call = call
        self.repository = repository
        protection = try Protection(repository)
    }

    package func incomingChanges() throws(Failure) -> [IncomingChange] {
        var found: [IncomingChange] = []
        switch call.hook {
        case .postCheckout: break
        case .preCommit, .preMergeCommit: if let incomingChange = try staged() { found.append(incomingChange) }
        case .referenceTransaction:
            guard call.arguments.first == "prepared" else { return [] }
            for move in call.moves {
                if move.name == "ORIG_HEAD" {
                    found += try merging()
                } else if let incomingChange = try moved(move) {
                    found.append(incomingChange)
                }
            }
        case .prePush, .preReceive: found = try pushed(call.moves)
        }
        return found
    }

    /// The changes of `git merge` and `git pull`, before they start: the merges of HEAD with each of the heads.
    private func merging() throws(Failure) -> [IncomingChange] {
        guard !call.incoming.isEmpty, case .branch(let branch, let head) = try repository.head() else { return [] }
        return try merging(call.incoming, into: branch, at: head)
    }

    /// The changes that merging each of these into a branch would bring.
    package func merging(
        _ incoming: [HookCall.Incoming], into branch: String, at head: Commit
    ) throws(Failure) -> [IncomingChange] {
        guard let config = try protection.config(of: branch, at: head) else { return [] }
        var incomingChanges: [IncomingChange] = []
        for incoming in incoming {
            guard let commit = try repository.commit(named: incoming.commit.hex), commit.id != head.id,
                try differ(head, commit, config)
            else { continue }
            let changes = try repository.changes(landing: commit, on: head)
            let incomingChange = IncomingChange(
                moment: .beforeMerge, branch: branch, source: name(incoming), base: head.tree, changes: changes,
                commit: commit.id, config: config)
            if let incomingChange = try unpublished(incomingChange, commit) { incomingChanges.append(incomingChange) }
        }
        return incomingChanges
    }

    /// The name of a head. `git pull` names it by its commit.
    private func name(_ incoming: HookCall.Incoming) -> String {
        incoming.name == incoming.commit.hex ? incoming.commit.short : incoming.name
    }

    private func staged() throws(Failure) -> IncomingChange? {
        let (branch, head): (String, Commit?)
        switch try repository.head() {
        case .branch(let name, let commit): (branch, head) = (name, commit)
        case .unborn(let name): (branch, head) = (name, nil)
        case .detached: return nil
        }
        guard let config = try protection.config(of: branch, at: head) else { return nil }
        let incomingChange = IncomingChange(
            moment: .beforeCommit, branch: branch, source: "what is staged", base: head?.tree,
            changes: try repository.stagedChanges(since: head?.tree), config: config)
        return try unpublished(incomingChange, nil)
    }

    private func moved(_ move: ReferenceMove) throws(Failure) -> IncomingChange? {
        guard let branch = move.branch else { return nil }
        // Zeros mean "new" as well as "any value": so the reference itself is read.
        let present = try repository.commit(named: move.name)
        guard let new = move.new else { return try gone(branch, present) }
        guard let config = try protection.config(of: branch, at: present) else { return nil }
        let commit = try known(new)
        if present?.id == commit.id { return nil }
        let incomingChange: IncomingChange
        if let present {
            guard try differ(present, commit, config) else { return nil }
            // The branch moves back: nothing enters.
            if try repository.isAncestor(commit, of: present) { return nil }
            incomingChange = IncomingChange(
                moment: .move, branch: branch, source: commit.id.short, base: present.tree,
                changes: try repository.changes(from: present.tree, to: commit.tree), commit: commit.id, config: config)
        } else {
            let base = try protection.standardCommit()
            incomingChange = IncomingChange(
                moment: .move, branch: branch, source: commit.id.short, base: base?.tree,
                changes: try repository.changes(landing: commit, on: base), commit: commit.id, config: config)
        }
        return try unpublished(incomingChange, commit)
    }

    /// Handles a branch that is deleted or renamed. A rename overwrites the branch that had the new name. git reports
    /// that only after the old branch is gone, which is too late to block.
    private func gone(_ branch: String, _ present: Commit?) throws(Failure) -> IncomingChange? {
        guard let name = call.newBranchName, name != branch, try protection.config(of: name, at: present) == nil else {
            return try deleted(branch, present)
        }
        return try deleting(name)
    }

    /// The migrations that deleting a branch would lose.
    package func deleting(_ branch: String) throws(Failure) -> IncomingChange? {
        try deleted(branch, repository.commit(named: "refs/heads/\(branch)"))
    }

    /// The migrations of a deleted branch that no protected branch has.
    private func deleted(_ branch: String, _ commit: Commit?) throws(Failure) -> IncomingChange? {
        guard let commit, try protection.config(of: branch, at: commit) == nil,
            let target = protection.standardName, let base = try protection.standardCommit(),
            let config = try protection.config(of: target, at: base), try differ(base, commit, config)
        else { return nil }
        for name in try protection.guardedBranches() {
            for place in [try repository.commit(ofBranch: name), try repository.upstream(ofBranch: name)] {
                if let place, try repository.isAncestor(commit, of: place) { return nil }
            }
        }
        let incomingChange = IncomingChange(
            moment: .deletion(of: branch), branch: target, source: branch, base: base.tree,
            changes: try repository.changes(landing: commit, on: base), commit: commit.id, config: config)
        return try unpublished(incomingChange, commit)
    }

    func known(_ id: ObjectID) throws(Failure) -> Commit {
        guard let commit = try repository.commit(named: id.hex) else {
            throw Failure(
                .revisionUnknown, what: "what would land cannot be read", why: "git knows no commit \(id.short)",
                next: "git fetch")
        }
        return commit
    }

    func differ(_ old: Commit, _ new: Commit, _ config: Config) throws(Failure) -> Bool {
        try repository.differs(from: old.tree, to: new.tree) { Discovery.mayHoldMigration($0, config) }
    }

    /// Removes the changes that the branch's upstream already has: others published them, and they are not checked
    /// again.
    private func unpublished(_ incomingChange: IncomingChange, _ commit: Commit?) throws(Failure) -> IncomingChange? {
        guard Discovery.mayHoldMigration(incomingChange.changes, incomingChange.config) else { return nil }
        guard let upstream = try repository.upstream(ofBranch: incomingChange.branch) else { return incomingChange }
        if let commit, try repository.isAncestor(commit, of: upstream) { return nil }
        let kept = try without(incomingChange, whatIsIn: upstream)
        return Discovery.mayHoldMigration(kept.changes, kept.config) ? kept : nil
    }

    /// Removes the migrations that another commit already has with the same content.
    func without(_ incomingChange: IncomingChange, whatIsIn other: Commit) throws(Failure) -> IncomingChange {
        var incomingChange = incomingChange
        var kept: [Change] = []
        for change in incomingChange.changes.changes {
            let isMigration = Discovery.mayHoldMigration(change.path, incomingChange.config)
            let there = isMigration ? try repository.entries(of: other.tree, under: change.path) : []
            let blob = there.first { $0.path == change.path }?.id
            if isMigration, change.new == blob.map({ .blob($0) }) { continue }
            kept.append(change)
        }
        incomingChange.changes.changes = kept
        return incomingChange
    }
}
