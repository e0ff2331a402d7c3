import TreeGuardBase
import TreeGuardIncoming
import TreeGuardMigrations

// All pushed references are looked up in one call, however many there are.
extension IncomingChanges {
    /// The incoming changes of a push, by the branch name on the remote: `HEAD:main`, `v1:main` and `topic:main` all
    /// push to main.
    func pushed(_ moves: [ReferenceMove]) throws(Failure) -> [IncomingChange] {
        let entries = moves.compactMap { move in
            if let branch = move.branch, let new = move.new { (branch: branch, old: move.old, new: new) } else { nil }
        }
        let side = OtherSide(of: call, in: repository)
        let present = try published(entries.map { ($0.branch, $0.old) }, side)
        try protection.look(at: present.compactMap(\.self))
        var found: [IncomingChange] = []
        for (entry, tip) in zip(entries, present) {
            guard let config = try protection.config(of: entry.branch, at: tip) else { continue }
            let commit = try known(entry.new)
            var incomingChange = IncomingChange(
                moment: .push, branch: entry.branch, source: commit.id.short, base: tip?.tree, changes: ChangeSet(),
                commit: commit.id, config: config)
            if let tip {
                guard try differ(tip, commit, config), try !repository.isAncestor(commit, of: tip) else { continue }
                incomingChange.changes = try repository.changes(from: tip.tree, to: commit.tree)
            } else {
                // If the branch's tip is missing here, the pushed commits may come from any other branch.
                try compare(&incomingChange, commit, with: side, all: entry.old != nil)
            }
            if Discovery.mayHoldMigration(incomingChange.changes, config) { found.append(incomingChange) }
        }
        return found
    }

    /// The remote's commit of each branch, as far as it is known here: a new branch has none; for a tip that is missing
    /// here, the last one seen is used.
    private func published(
        _ branches: [(name: String, old: ObjectID?)], _ side: OtherSide
    ) throws(Failure) -> [Commit?] {
        let known = branches.indices.filter { branches[$0].old != nil }
        var found: [Commit?] = branches.map { _ in nil }
        for (index, commit) in zip(known, try repository.commits(exactly: known.compactMap { branches[$0].old?.hex })) {
            found[index] = commit
        }
        let unknown = known.filter { found[$0] == nil }
        guard !unknown.isEmpty, call.hook == .prePush else { return found }
        for (index, commit) in zip(unknown, try side.tips(of: unknown.map { branches[$0].name })) {
            found[index] = commit
        }
        return found
    }

    /// Compares a branch that is unknown on the remote with the default branch, and if `all`, with the other protected
    /// ones. Other branches do not count: their migrations were never checked.
    private func compare(
        _ incomingChange: inout IncomingChange, _ commit: Commit, with side: OtherSide, all: Bool
    ) throws(Failure) {
        let base = try protection.standardName.flatMap { (name) throws(Failure) in try side.tips(of: [name])[0] }
        incomingChange.base = base?.tree
        incomingChange.changes = try repository.changes(landing: commit, on: base)
        guard all, Discovery.mayHoldMigration(incomingChange.changes, incomingChange.config) else { return }
        let others = try side.branchNames().filter { $0 != protection.standardName }
        for (name, tip) in zip(others, try side.tips(of: others)) {
            guard let tip, try protection.config(of: name, at: tip) != nil else { continue }
            if incomingChange.base == nil { incomingChange.base = tip.tree }
            incomingChange = try without(incomingChange, whatIsIn: tip)
        }
    }
}
