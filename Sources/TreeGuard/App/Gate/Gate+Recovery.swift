import TreeGuardBase
import TreeGuardGit
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardMigrations
import TreeGuardSystem

extension Gate {
    /// The state in which git is left once it is stopped, read from the worktree's git directory.
    func aftermath(of incomingChange: IncomingChange) -> Recovery {
        switch incomingChange.moment {
        case .beforeMerge, .deletion, .push: return .nothingChanged
        case .beforeCommit, .move: break
        }
        let folder = repository.layout.gitDirectory
        let names = Recovery.Traces.known.filter { Files.exists("\(folder)/\($0)") }
        let index = session.run(
            Command("git", ["diff-index", "--cached", "--quiet", "HEAD", "--"], in: session.directory))
        return Recovery(
            of: call.hook, into: incomingChange.branch, operation,
            Recovery.Traces(names: Set(names), indexDiffers: index.end == .exited(1)))
    }
}
