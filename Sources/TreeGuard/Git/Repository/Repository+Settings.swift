import TreeGuardBase
import TreeGuardMigrations

// Only git parses its own syntax, so that there is one interpretation; `git -c` and config.worktree count.
extension Repository {
    /// The settings in a stored file in git's configuration syntax, in order.
    package func settings(ofBlob blob: ObjectID) throws(Failure) -> [Setting] {
        try settings(["--blob", blob.hex])
    }

    /// The settings in a file of the working tree.
    package func settings(ofFile path: String) throws(Failure) -> [Setting] {
        try settings(["--file", absolutePath(path, from: git.environment.folder)])
    }

    /// The settings in a stored file such as `.treeguard`; nil if the tree has no such file. A link is not followed.
    package func settings(of path: RepositoryPath, in tree: ObjectID) throws(Failure) -> [Setting]? {
        guard let entry = try entries(of: tree, under: path).first(where: { $0.path == path && $0.kind == .file })
        else { return nil }
        return try settings(ofBlob: entry.id)
    }

    /// The user's own `treeguard.*` settings, from all of git's configuration files.
    package func personalSettings() throws(Failure) -> [Setting] {
        if let personal { return personal }
        var found: [Setting] = []
        // Most users have none, so this saves a process.
        if reader.mayHoldSettings(of: "treeguard") {
            found = try asking { () throws(GitError) in
                let arguments = ["config", "-z", "--get-regexp", #"^treeguard\."#]
                return try listedSettings(try git.output(arguments, accepting: [0, 1]).standardOutput)
            }
        }
        personal = found
        return found
    }

    private func settings(_ source: [String]) throws(Failure) -> [Setting] {
        try asking { () throws(GitError) in
            do throws(GitError) {
                return try listedSettings(try git.output(["config"] + source + ["-z", "--list"]).standardOutput)
            } catch {
                guard case .program(_, .exited, let why) = error, why.contains("bad config") else { throw error }
                throw .settingsMalformed(why: why)
            }
        }
    }
}
