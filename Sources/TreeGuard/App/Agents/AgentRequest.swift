import TreeGuardBase
import TreeGuardGit
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardMigrations
import TreeGuardSystem

/// A repository in which an agent is about to do something.
struct AgentRequest {
    let repository: Repository
    let session: Session

    private func search() throws(Failure) -> IncomingChanges {
        try IncomingChanges(HookCall(.referenceTransaction, [], input: "", environment: [:]), in: repository)
    }

    func refusal(merging sources: [String], on branch: AgentPlace.Branch) throws -> String? {
        let (name, tip): (String, Commit)
        switch branch {
        case .detached, .unknown: return nil
        case .made(let made):
            guard let commit = try repository.commit(ofBranch: made) else { return nil }
            (name, tip) = (made, commit)
        case .switched(let named) where try repository.branchNames().contains(named):
            guard let commit = try repository.commit(ofBranch: named) else { return nil }
            (name, tip) = (named, commit)
        case .switched, .asItIs:
            guard case .branch(let head, let commit) = try repository.head() else { return nil }
            (name, tip) = (head, commit)
        }
        return try refusal(landing: sources, in: name, at: tip, "merge")
    }

    func refusal(placing name: String, at revision: String) throws -> String? {
        var tip = try repository.commit(ofBranch: name)
        if tip == nil { tip = try search().protection.standardCommit() }
        guard let tip else { return nil }
        return try refusal(landing: [revision], in: name, at: tip, "branch")
    }

    private func refusal(
        landing sources: [String], in branch: String, at tip: Commit, _ operation: String
    ) throws -> String? {
        let search = try search()
        guard try search.protection.config(of: branch, at: tip) != nil else { return nil }
        var incoming: [HookCall.Incoming] = []
        for source in sources {
            guard let commit = try repository.commit(named: source) else {
                return """
                    treeguard: git \(operation) was not run: git knows no revision \(Escaped(source)) yet.
                      next: run what makes it first, and git \(operation) on its own after that

                    """
            }
            incoming.append(HookCall.Incoming(commit: commit.id, name: source))
        }
        return try refusal(of: search.merging(incoming, into: branch, at: tip), operation)
    }

    func refusal(deleting names: [String]) throws -> String? {
        let search = try search()
        var incomingChanges: [IncomingChange] = []
        for name in names where try repository.branchNames().contains(name) {
            if let incomingChange = try search.deleting(name) { incomingChanges.append(incomingChange) }
        }
        return try refusal(of: incomingChanges, "branch")
    }

    /// A worktree by its path, or by the end of it, as git takes it.
    func refusal(removing path: String) throws -> String? {
        let wanted = resolved(path)
        let worktrees = try repository.worktrees().filter { !$0.isMain }
        let byName = worktrees.filter { $0.path.hasSuffix("/" + path) }
        let found =
            worktrees.first { resolved($0.path) == wanted }
            ?? (path == "." ? worktrees.first { wanted.hasPrefix(resolved($0.path) + "/") } : nil)
            ?? (byName.count == 1 ? byName[0] : nil)
        guard let found else { return nil }
        return try refusal(closing: found)
    }

    /// A folder that is a worktree, or holds some.
    func refusal(removingFolder path: String) throws -> String? {
        let wanted = resolved(path)
        for worktree in try repository.worktrees() where !worktree.isMain {
            let root = resolved(worktree.path)
            if root == wanted || root.hasPrefix(wanted + "/"), let refusal = try refusal(closing: worktree) {
                return refusal
            }
        }
        return nil
    }

    private func refusal(closing worktree: Worktree) throws -> String? {
        guard let branch = worktree.branch, let incomingChange = try search().deleting(branch) else { return nil }
        guard let said = try refusal(of: [incomingChange], "worktree") else { return nil }
        return said + "close it:    treeguard close \(ShellQuoted(branch))\n"
    }

    /// The branch that is checked out, if it is protected.
    func protectedBranch() throws -> String? {
        guard case .branch(let name, let commit) = try repository.head(),
            try search().protection.config(of: name, at: commit) != nil
        else { return nil }
        return name
    }

    /// The gate's refusal; nil if it lets them through.
    private func refusal(of incomingChanges: [IncomingChange], _ operation: String) throws -> String? {
        guard !incomingChanges.isEmpty else { return nil }
        var said = ""
        let gate = try Gate(
            HookCall(.referenceTransaction, [], input: "", environment: [:]), session,
            operation: GitOperation(commandLine: ["git", operation], environment: [:]), say: { said += $0 })
        return try gate.passes(incomingChanges) ? nil : said
    }

    private func resolved(_ path: String) -> String {
        let home = session.environment["HOME"] ?? ""
        let full =
            path.hasPrefix("/") ? path : path.hasPrefix("~/") ? home + path.dropFirst() : "\(session.directory)/\(path)"
        return (try? Files.resolved(full)) ?? full
    }
}
