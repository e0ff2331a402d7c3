import CGit2

/// The library's global state.
enum LibGit2 {
    /// Starts libgit2 (`git_libgit2_init`) on first use. It is never stopped: the process is short, and handles may be
    /// alive.
    static func start() { _ = started }

    private static let started: Void = {
        git_libgit2_init()
        // These extensions change nothing for a reader of objects and references. libgit2 compares in lower case. Never
        // add objectformat or refstorage: the repository would open, but appear to have no references.
        let names = ["worktreeconfig", "relativeworktrees", "partialclone", "preciousobjects"]
        withCStrings(names) { pointers in
            var pointers = pointers
            _ = git_options_set_extensions(&pointers, pointers.count)
        }
        // Old versions know neither `safe.directory=*`, nor globs, nor GIT_CONFIG_GLOBAL: Repository asks git instead.
        _ = git_options_set_owner_validation(0)
    }()

    /// Lends the strings as C strings (libgit2 copies those that it keeps).
    private static func withCStrings(_ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> Void) {
        func lend(_ rest: ArraySlice<String>, _ lent: [UnsafePointer<CChar>?]) {
            guard let first = rest.first else { return body(lent) }
            first.withCString { lend(rest.dropFirst(), lent + [$0]) }
        }
        lend(strings[...], [])
    }
}

extension GitError {
    /// The error of the last failed call on this thread (`git_error_last`).
    static func last(_ call: String, _ code: Int32) -> GitError {
        let message = git_error_last().flatMap { $0.pointee.message }.map { String(cString: $0) }
        return .library(call: call, code: code, why: withoutPasswords(message ?? "no reason given"))
    }
}
