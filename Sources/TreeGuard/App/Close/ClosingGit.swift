import TreeGuardBase
import TreeGuardGit

/// git as a person would run it: with the repository's own hooks and settings, but not bound to the repository that a
/// hook or an alias above us speaks of.
struct ClosingGit: Sendable {
    /// The folder it runs in unless told otherwise: the main worktree, which nobody removes.
    let home: String
    private let environment: [String: String?]
    private let run: RunCommand

    init(home: String, _ session: Session) {
        self.home = home
        run = session.run
        let kept = environmentForAnotherRepository(session.environment)
        var environment: [String: String?] = kept
        for name in session.environment.keys where kept[name] == nil { environment.updateValue(nil, forKey: name) }
        environment["LC_ALL"] = "C"
        self.environment = environment
    }

    /// A merge may wait for a hook that asks production, or for a signature.
    func output(_ arguments: [String], in folder: String? = nil, deadline: Duration = .seconds(600)) -> CommandOutput {
        run(Command("git", arguments, in: folder ?? home, environment: environment, deadline: deadline))
    }

    /// The output without the last line end. It must succeed.
    func text(_ arguments: [String], in folder: String? = nil) throws(Failure) -> String {
        let output = output(arguments, in: folder)
        guard output.succeeded else {
            throw Failure(
                .repositoryUnreadable, what: "the repository could not be read",
                why: "git \(arguments[0]): \(output.reason)", next: "git status, then git fsck, to see what git says")
        }
        return output.line
    }

    /// The output; nil if it found nothing.
    func found(_ arguments: [String], in folder: String? = nil) -> String? {
        let output = output(arguments, in: folder)
        return output.succeeded && !output.line.isEmpty ? output.line : nil
    }

    /// The commit of a branch of this repository.
    func tip(ofBranch name: String) -> String? {
        found(["rev-parse", "--verify", "--quiet", "refs/heads/\(name)^{commit}"])
    }

    /// True if everything in one commit is in the other. Where git cannot tell, it is not.
    func isAncestor(_ commit: String, of other: String) -> Bool {
        output(["merge-base", "--is-ancestor", commit, other]).succeeded
    }
}

extension CommandOutput {
    fileprivate var line: String { outputText.hasSuffix("\n") ? String(outputText.dropLast()) : outputText }

    /// The message of a program that failed, without hints.
    var reason: String {
        let lines = (errorText + outputText).split(separator: "\n").filter { !$0.hasPrefix("hint:") }
        return lines.isEmpty ? "it ended with \(end)" : lines.prefix(12).joined(separator: "\n")
    }
}
