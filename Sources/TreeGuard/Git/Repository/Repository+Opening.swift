import Glibc
import TreeGuardBase
import TreeGuardMigrations

extension Repository {
    /// Opens the repository that contains a folder, or the one that git names in the environment, as it does for hooks.
    /// `user` must own it, unless git says that it is safe.
    package static func open(
        at path: String, environment: [String: String], backend: Backend = .automatic,
        user: UInt32 = geteuid(), run: @escaping RunCommand
    ) throws(Failure) -> Repository {
        let place = RepositoryEnvironment(folder: path, variables: environment)
        let git = GitProgram(environment: place, run: run)
        do {
            if backend != .plumbing, let found = try byLibrary(place, git, backend, user) { return found }
            let reader = PlumbingReader(git: git)
            return Repository(layout: try reader.layout(), git: git, reader: reader, isFinal: true)
        } catch { throw Failure(error) }
    }

    /// Opens it with libgit2; nil if libgit2 refuses and git may be asked instead.
    private static func byLibrary(
        _ place: RepositoryEnvironment, _ git: GitProgram, _ backend: Backend, _ user: UInt32
    ) throws(GitError) -> Repository? {
        let reader: LibGit2Reader
        let layout: RepositoryLayout
        do {
            reader = try LibGit2Reader(place, git: git)
            layout = try reader.layout()
        } catch {
            guard backend == .automatic else { throw error }
            return nil
        }
        // As in git: if git named the repository itself, the owner is not checked again.
        let isOwned = [layout.gitDirectory, layout.workTree].allSatisfy { path in
            path.map { place.isOwned($0, by: user) } ?? true
        }
        if !place.namesRepository, !isOwned {
            _ = try git.output(["rev-parse", "--git-dir"])
        }
        return Repository(layout: layout, git: git, reader: reader, isFinal: backend == .libgit2)
    }
}

extension RepositoryEnvironment {
    /// True if the user owns the path. For root, the user who ran sudo counts as well.
    fileprivate func isOwned(_ path: String, by user: UInt32) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else { return false }
        if status.st_uid == user { return true }
        guard user == 0, let sudo = variables["SUDO_UID"] else { return false }
        return UInt32(sudo) == status.st_uid
    }
}
