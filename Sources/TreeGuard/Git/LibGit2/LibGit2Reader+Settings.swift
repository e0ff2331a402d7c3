import CGit2
import Glibc

extension LibGit2Reader {
    /// False only if libgit2 reads all the configuration files that git reads, and none of them has the section or an
    /// include. Only git itself interprets the lines.
    func mayHoldSettings(of section: String) -> Bool {
        guard environment.hasUsualConfiguration else { return true }
        var opened: OpaquePointer?
        guard git_repository_config(&opened, pointer) == 0, let configuration = opened else { return true }
        defer { git_config_free(configuration) }
        var started: OpaquePointer?
        guard git_config_iterator_new(&started, configuration) == 0, let iterator = started else { return true }
        defer { git_config_iterator_free(iterator) }
        let others = [section + ".", "include.", "includeif.", "extensions.worktreeconfig"]
        while true {
            var entry: UnsafeMutablePointer<git_config_entry>?
            let code = git_config_next(&entry, iterator)
            if code == GIT_ITEROVER.rawValue { return false }
            guard code == 0, let name = entry?.pointee.name else { return true }
            if others.contains(where: { strncasecmp(name, $0, $0.utf8.count) == 0 }) { return true }
        }
    }
}

extension RepositoryEnvironment {
    /// True if git's configuration lies where libgit2 looks for it, by the environment of the process.
    fileprivate var hasUsualConfiguration: Bool {
        let isOurs = ["HOME", "XDG_CONFIG_HOME"].allSatisfy { variables[$0] == getenv($0).map { String(cString: $0) } }
        return isOurs && !variables.keys.contains { $0.hasPrefix("GIT_CONFIG") && $0 != "GIT_CONFIG_NOSYSTEM" }
    }
}
