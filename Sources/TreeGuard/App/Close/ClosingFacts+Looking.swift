import TreeGuardBase
import TreeGuardGit
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardMigrations
import TreeGuardSystem

extension ClosingFacts.Place {
    init(_ worktree: Worktree, _ git: ClosingGit) throws(Failure) {
        let path = worktree.path
        let lock = worktree.isLocked ? WorktreeLock(reason: worktree.lockReason) : nil
        self.init(path: path, isMain: worktree.isMain, isGone: !Files.isFolder(path), lock: lock)
        guard !isGone, !isMain else { return }
        let status = try git.status(of: path, untracked: true)
        uncommitted = status.changed
        ignored = status.ignored
        unfinished = git.unfinishedOperation(in: path)
        hasSubmodules = try git.text(["ls-files", "--stage", "-z"], in: path)
            .split(separator: "\0").contains { $0.hasPrefix("160000 ") }
        let folder = (try? Files.resolved(path)) ?? path
        occupants = WorkingFolders.processes(in: folder).map {
            ClosingFacts.Occupant(process: $0.id, name: $0.name, isCaller: $0.isAncestor)
        }
    }
}

extension ClosingGit {
    /// The uncommitted files of a worktree, and those that git ignores. Whole folders stand for all that is in them.
    func status(of worktree: String, untracked: Bool) throws(Failure) -> (changed: [String], ignored: [String]) {
        var options = ["--porcelain=v1", "-z", "--no-renames", "--ignore-submodules=none"]
        options += untracked ? ["--untracked-files=normal", "--ignored=traditional"] : ["--untracked-files=no"]
        let records = try text(["--no-optional-locks", "status"] + options, in: worktree).split(separator: "\0")
        var result: (changed: [String], ignored: [String]) = ([], [])
        for record in records {
            if record.hasPrefix("!! ") {
                result.ignored.append(String(record.dropFirst(3)))
            } else {
                result.changed.append(String(record.dropFirst(3)))
            }
        }
        return result
    }

    /// The operation under way in a worktree, by the files that git keeps meanwhile.
    func unfinishedOperation(in worktree: String) -> String? {
        guard let folder = found(["rev-parse", "--absolute-git-dir"], in: worktree) else { return nil }
        let signs = [
            ("rebase-merge", "rebase"), ("rebase-apply", "rebase"), ("MERGE_HEAD", "merge"),
            ("CHERRY_PICK_HEAD", "cherry-pick"), ("REVERT_HEAD", "revert"), ("BISECT_LOG", "bisect"),
        ]
        return signs.first { Files.exists("\(folder)/\($0.0)") }?.1
    }

    /// The files over which git would stop, found without touching anything. Before 2.38 git could not tell: our own
    /// merge then does, which knows no renames and so stops rather once too often.
    func conflicts(of branch: String, into target: String, _ repository: Repository) throws(Failure) -> [String] {
        let output = output(["merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", target, branch])
        switch output.end {
        case .exited(0): return []
        case .exited(1): return output.outputText.split(separator: "\0").dropFirst().map(String.init)
        default: break
        }
        guard let source = try repository.commit(named: branch), let base = try repository.commit(named: target) else {
            return []
        }
        return try repository.changes(landing: source, on: base).conflicts.map(\.description)
    }
}
