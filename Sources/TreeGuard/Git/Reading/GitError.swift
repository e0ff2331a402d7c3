import TreeGuardBase

/// The reason why the repository could not be read. "There is none" is no error, but nil or empty.
package enum GitError: Error, Hashable, Sendable {
    case notARepository(path: String, why: String)
    /// The repository belongs to another user, and is not declared safe.
    case notTrusted(path: String, why: String)
    /// The format is newer than libgit2 or git can read.
    case formatUnknown(why: String)
    case objectMissing(String)
    case revisionAmbiguous(String)
    /// The text is not in git's configuration syntax. `why` names the line.
    case settingsMalformed(why: String)
    case library(call: String, code: Int32, why: String)
    case program(command: String, end: CommandOutput.End, why: String)
    /// git printed something unexpected.
    case unexpected(command: String)
}

extension Failure {
    /// Makes the message for people. This is the only place that converts these errors.
    package init(_ error: GitError) {
        let unread = "the repository could not be read"
        switch error {
        case .notARepository(let path, let why):
            self.init(
                .notARepository, what: "\(Escaped(path)) is not in a git repository", why: why,
                next: "run it inside a repository, or name one with -C")
        case .notTrusted(let path, let why):
            self.init(
                .repositoryNotTrusted, what: "the repository belongs to another user", why: why,
                next: "if you trust it: git config --global --add safe.directory '\(Escaped(path))'")
        case .formatUnknown(let why):
            self.init(.gitTooOld, what: unread, why: why, next: "install a git that knows this repository format")
        case .objectMissing(let name):
            self.init(
                .objectMissing, what: unread, why: "object \(Escaped(name)) is missing",
                next: "git fetch, in CI with fetch-depth: 0; then git fsck if it stays missing")
        case .revisionAmbiguous(let name):
            self.init(
                .revisionUnknown, what: "\(Escaped(name)) is ambiguous", why: "several objects have this name",
                next: "give the full name, such as refs/heads/NAME, or more digits")
        case .settingsMalformed(let why):
            self.init(
                .configurationInvalid, what: "the configuration could not be read", why: why,
                next: "mend that line: it is git's own configuration syntax, as in .gitmodules")
        case .library(let call, let code, let why):
            self.init(.repositoryUnreadable, what: unread, why: "\(call): \(why) (\(code))", next: "git fsck")
        case .program(_, .notStarted(let errno), _):
            self.init(
                .gitMissing, what: "git could not be started", why: "error \(errno) of the operating system",
                next: "install git, or put it on PATH")
        case .program(let command, .deadlineExceeded, _):
            self.init(
                .repositoryUnreadable, what: unread, why: "git \(command) did not end in time",
                next: "run git \(command) by hand to see what it waits for")
        case .program(let command, _, let why):
            self.init(
                .repositoryUnreadable, what: unread, why: "git \(command): \(why)",
                next: "git status, then git fsck, to see what git says")
        case .unexpected(let command):
            self.init(
                .repositoryUnreadable, what: unread, why: "git \(command) gave an answer that is not understood",
                next: "git --version: 2.28 or newer is needed")
        }
    }
}
