import TreeGuardBase
import TreeGuardMigrations

/// The arguments that make git list all worktrees.
let worktreesArguments = ["worktree", "list", "--porcelain", "-z"]

extension Repository {
    /// All worktrees, the main one first, from `git worktree list`.
    package func worktrees() throws(Failure) -> [Worktree] {
        try asking { () throws(GitError) in
            let output = try git.output(worktreesArguments, accepting: [0, 129])
            if output.succeeded { return try listedWorktrees(output.standardOutput) }
            // Before git 2.36 there was no `-z`, so a line end in a path cannot be recognised.
            let lines = try git.output(worktreesArguments.dropLast()).standardOutput
            return try listedWorktrees(lines.map { $0 == UInt8(ascii: "\n") ? 0 : $0 })
        }
    }

    /// The root of the main worktree, in which people keep their `.env`; nil for a bare repository.
    package func mainWorkTree() throws(Failure) -> String? {
        if layout.gitDirectory == layout.commonDirectory { return layout.workTree }
        return try worktrees().first { $0.isMain && !$0.isBare }?.path
    }
}

/// Reads the output of `git worktree list --porcelain -z`: attributes, and an empty one after each worktree.
private func listedWorktrees(_ output: [UInt8]) throws(GitError) -> [Worktree] {
    var records = Records(output, command: "worktree")
    var found: [Worktree] = []
    while !records.isAtEnd {
        let record = try records.text()
        let parts = record.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
        let value = parts.count > 1 ? parts[1] : ""
        if parts[0] == "worktree" {
            found.append(Worktree(path: value, isMain: found.isEmpty))
            continue
        }
        guard let last = found.indices.last else { throw .unexpected(command: "worktree") }
        switch parts[0] {
        case "HEAD": found[last].head = value.contains { $0 != "0" } ? ObjectID(hex: value) : nil
        case "branch": found[last].branch = withoutPrefix("refs/heads/", value)
        case "bare": found[last].isBare = true
        case "locked":
            found[last].isLocked = true
            found[last].lockReason = value.isEmpty ? nil : value
        case "prunable": found[last].isPrunable = true
        default: break
        }
    }
    return found
}
