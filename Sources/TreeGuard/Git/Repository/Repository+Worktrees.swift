import TreeGuardBase
import TreeGuardMigrations

/// How git is asked for all working trees.
let worktreesArguments = ["worktree", "list", "--porcelain", "-z"]

extension Repository {
    /// All working trees, the main one first, as `git worktree list` tells them.
    package func worktrees() throws(Failure) -> [Worktree] {
        try asking { () throws(GitError) in
            let output = try git.output(worktreesArguments, accepting: [0, 129])
            if output.succeeded { return try listedWorktrees(output.standardOutput) }
            // Before 2.36 there were lines only, and no way to tell a line end in a path.
            let lines = try git.output(worktreesArguments.dropLast()).standardOutput
            return try listedWorktrees(lines.map { $0 == UInt8(ascii: "\n") ? 0 : $0 })
        }
    }

    /// The root of the working tree that the repository was born with, where people keep their `.env`; nil where it
    /// is bare.
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
