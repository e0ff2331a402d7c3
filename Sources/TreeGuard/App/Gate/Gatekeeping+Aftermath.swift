import TreeGuardBase
import TreeGuardGit
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardMigrations
import TreeGuardSystem

extension Gatekeeping {
    /// What git will have left behind once it is stopped, by what lies in the worktree's git directory.
    func aftermath(of passage: Passage) -> Aftermath {
        switch passage.moment {
        case .beforeMerge, .deletion, .push: return .nothingChanged
        case .beforeCommit, .move: break
        }
        let folder = repository.layout.gitDirectory
        let names = Aftermath.Traces.known.filter { Files.exists("\(folder)/\($0)") }
        let index = session.run(
            Command("git", ["diff-index", "--cached", "--quiet", "HEAD", "--"], in: session.directory))
        return Aftermath(
            of: call.hook, into: passage.branch, operation,
            Aftermath.Traces(names: Set(names), indexDiffers: index.end == .exited(1)))
    }
}
