import Glibc

/// The folder from which a repository is read, and the environment variables that git respects.
struct RepositoryEnvironment: Sendable {
    /// The absolute path of the folder.
    let folder: String
    let variables: [String: String]

    init(folder: String, variables: [String: String]) {
        self.folder = absolutePath(folder, from: currentFolder())
        self.variables = variables
    }

    /// The value of a git variable as an absolute path; nil if it is unset or empty.
    func path(_ name: String) -> String? {
        guard let value = variables[name], !value.isEmpty else { return nil }
        return absolutePath(value, from: folder)
    }

    /// True if git has named the repository, as it does for hooks: then git has checked its owner, too.
    var namesRepository: Bool { path("GIT_DIR") != nil }

    /// The further folders with objects: above all the quarantine of a push.
    var objectFolders: [String] {
        let alternates = (variables["GIT_ALTERNATE_OBJECT_DIRECTORIES"] ?? "").split(separator: ":")
        return [path("GIT_OBJECT_DIRECTORY")].compactMap { $0 }
            + alternates.map { absolutePath(String($0), from: folder) }
    }

    /// True for variables that libgit2 may not handle correctly.
    var needsGit: Bool {
        path("GIT_COMMON_DIR") != nil || variables["GIT_ALTERNATE_OBJECT_DIRECTORIES"]?.contains("\"") == true
    }

    /// The environment for git in any folder: relative paths are made absolute, and inherited variables that this
    /// environment does not have are removed.
    var forGit: [String: String?] {
        var result: [String: String?] = variables
        for name in RepositoryEnvironment.local where variables[name] == nil { result.updateValue(nil, forKey: name) }
        for name in ["GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY"] {
            if let path = path(name) { result[name] = path }
        }
        for (name, value) in RepositoryEnvironment.fixed { result[name] = value }
        return result
    }

    /// English messages, no locks, no prompts, literal paths. Replacements and grafts change history on this machine
    /// only, and libgit2 ignores them.
    private static let fixed = [
        "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_LITERAL_PATHSPECS": "1",
        "GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": "/dev/null",
    ]

    /// The variables of `git rev-parse --local-env-vars` and similar ones, which bind git to one repository.
    static let local = [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT",
        "GIT_OBJECT_DIRECTORY", "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE",
        "GIT_INDEX_FILE", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_PREFIX", "GIT_SHALLOW_FILE",
        "GIT_COMMON_DIR", "GIT_INTERNAL_SUPER_PREFIX", "GIT_QUARANTINE_PATH", "GIT_NAMESPACE",
    ]
}

/// The environment for another worktree or repository than the one that a hook runs for. Otherwise git would silently
/// read the hook's own.
package func environmentForAnotherRepository(_ environment: [String: String]) -> [String: String] {
    environment.filter { !RepositoryEnvironment.local.contains($0.key) }
}

/// The absolute path, with links unresolved.
func absolutePath(_ path: String, from folder: String) -> String {
    path.hasPrefix("/") ? path : path == "." || path.isEmpty ? folder : folder + "/" + path
}

/// The path with links resolved (`realpath`), or the path itself if it does not exist.
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
