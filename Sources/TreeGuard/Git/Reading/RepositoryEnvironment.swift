import Glibc

/// From where a repository is looked at: a folder, and the environment of which git has a say.
struct RepositoryEnvironment: Sendable {
    /// Absolute.
    let folder: String
    let variables: [String: String]

    init(folder: String, variables: [String: String]) {
        self.folder = absolutePath(folder, from: currentFolder())
        self.variables = variables
    }

    /// The absolute path in a variable of git's; nil if it is unset or empty.
    func path(_ name: String) -> String? {
        guard let value = variables[name], !value.isEmpty else { return nil }
        return absolutePath(value, from: folder)
    }

    /// Git has named the repository, as it does for hooks: it has validated its owner, too.
    var namesRepository: Bool { path("GIT_DIR") != nil }

    /// Folders with objects besides the repository's own: the quarantine of a push, above all.
    var objectFolders: [String] {
        let alternates = (variables["GIT_ALTERNATE_OBJECT_DIRECTORIES"] ?? "").split(separator: ":")
        return [path("GIT_OBJECT_DIRECTORY")].compactMap { $0 }
            + alternates.map { absolutePath(String($0), from: folder) }
    }

    /// True for an environment that libgit2 does not handle.
    var needsGit: Bool {
        path("GIT_COMMON_DIR") != nil || variables["GIT_ALTERNATE_OBJECT_DIRECTORIES"]?.contains("\"") == true
    }

    /// For a git that runs in any folder: relative names have become absolute, and what the process itself inherited
    /// but this environment does not have is taken away.
    var forGit: [String: String?] {
        var result: [String: String?] = variables
        for name in RepositoryEnvironment.local where variables[name] == nil { result.updateValue(nil, forKey: name) }
        for name in ["GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY"] {
            if let path = path(name) { result[name] = path }
        }
        for (name, value) in RepositoryEnvironment.fixed { result[name] = value }
        return result
    }

    /// Messages in English, no lock, no prompt, paths as they are. Replacements and grafts are this machine's own
    /// view of history, which libgit2 does not share and others do not see.
    private static let fixed = [
        "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_LITERAL_PATHSPECS": "1",
        "GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": "/dev/null",
    ]

    /// `git rev-parse --local-env-vars`, and the like: they bind git to one repository.
    static let local = [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT",
        "GIT_OBJECT_DIRECTORY", "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE",
        "GIT_INDEX_FILE", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_PREFIX", "GIT_SHALLOW_FILE",
        "GIT_COMMON_DIR", "GIT_INTERNAL_SUPER_PREFIX", "GIT_QUARANTINE_PATH", "GIT_NAMESPACE",
    ]
}

/// The environment for looking at another worktree or repository than the one a hook runs for. Git is silently
/// redirected to the hook's own otherwise.
package func environmentForAnotherRepository(_ environment: [String: String]) -> [String: String] {
    environment.filter { !RepositoryEnvironment.local.contains($0.key) }
}

/// A path as it is from the root of the file system, without resolving links.
func absolutePath(_ path: String, from folder: String) -> String {
    path.hasPrefix("/") ? path : path == "." || path.isEmpty ? folder : folder + "/" + path
}

/// The path with links resolved (`realpath`), or as it is where it does not exist.
func resolvedPath(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
}

private func currentFolder() -> String {
    guard let folder = getcwd(nil, 0) else { return "/" }
    defer { free(folder) }
    return String(cString: folder)
}
