import Glibc
import TreeGuardBase

extension Repository {
    /// The exact git commands that a repository will need, so that they can start before libgit2 does. A wrong guess
    /// costs one process and nothing else.
    package static func questionsToGit(
        at path: String, environment: [String: String], aboutFiles: Bool
    ) -> [Command] {
        let place = RepositoryEnvironment(folder: path, variables: environment)
        let git = GitProgram(environment: place) { _ in CommandOutput(end: .notStarted(ENOSYS)) }
        guard !place.namesRepository, place.path("GIT_WORK_TREE") == nil, let root = root(above: place.folder) else {
            return []
        }
        var questions: [Command] = []
        if aboutFiles { questions.append(git.command(statusArguments, in: root.path)) }
        if root.isLinked { questions.append(git.command(worktreesArguments)) }
        return questions
    }

    /// The nearest folder that contains `.git`, which is a file in a linked worktree.
    private static func root(above folder: String) -> (path: String, isLinked: Bool)? {
        var path = resolvedPath(folder)
        while !path.isEmpty {
            var status = stat()
            if lstat(path + "/.git", &status) == 0 { return (path, status.st_mode & S_IFMT == S_IFREG) }
            path = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))
        }
        return nil
    }
}
