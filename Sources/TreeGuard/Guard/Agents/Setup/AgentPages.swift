/// The texts for agents: the command that closes a worktree, and the section of AGENTS.md.
package enum AgentPages {
    package static let treeClosePath = ".claude/commands/tree-close.md"

    package static let treeClose = """
        ---
        description: Close a worktree once production has its migrations - check, merge, remove, delete the branch
        argument-hint: "[worktree or branch] [--keep-branch] [--no-merge]"
        allowed-tools: Bash(treeguard close:*), Bash(treeguard check:*), Bash(git worktree list:*)
        disable-model-invocation: true
        ---
        Close the worktree with TreeGuard, which does all of it in one command and stops at the first problem.

        1. Without a worktree in the arguments, find the one that is meant with `git worktree list`. A worktree cannot be
           removed from inside: run the next command from the main worktree, with `cd` or `treeguard -C`.
        2. Run `treeguard close $ARGUMENTS` and report what it prints, word for word.
        3. Where it stops, stop too. It says what stands in the way and what to run. When migrations are not in production,
           show `treeguard check` and ask the person whether to deploy them first.

        Never merge, remove the worktree or delete the branch by other means, and never set TREEGUARD_ variables or run
        `treeguard allow` or `treeguard deploy` to production: both are the person's own.

        """

    package static let agentsPath = "AGENTS.md"
    private static let begin =
        "<!-- treeguard: begin. Written by `treeguard init`, which renews what is between the marks. -->"
    private static let beginning = "<!-- treeguard: begin"
    private static let end = "<!-- treeguard: end -->"

    private static func section(protecting branch: String) -> String {
        """
        \(begin)
        ## Database migrations

        - A migration must be in production before it is merged into `\(branch)`. `treeguard check` says whether it is.
        - Close a worktree with `treeguard close`, never with `git worktree remove` or `git branch -D`.
        - Yours: `treeguard check`, `plan`, `rehearse`, `deploy --dry-run`, and `deploy --env NAME` where that environment is
          not required. A person's: `treeguard deploy` to production, `rollback`, `repair`, `firewall open`.
        - When TreeGuard stops a command, report what it says and stop: do not look for another way. An override
          (`treeguard allow`, `--no-verify`) is a person's to give.
        \(end)

        """
    }

    /// AGENTS.md with our section between its marks; all other bytes stay.
    package static func agents(over old: String?, protecting branch: String) -> SetupFile {
        let purpose = "what an agent should know of migrations"
        let section = section(protecting: branch)
        guard let old, !old.isEmpty else { return SetupFile(agentsPath, purpose, .new(section)) }
        let bytes = Array(old.utf8)
        let newline = old.utf8.contains(UInt8(ascii: "\r")) ? "\r\n" : "\n"
        let ours = Array(
            section.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: newline).utf8)
        let starts = bytes.indices(of: Array(beginning.utf8))
        let ends = bytes.indices(of: Array(end.utf8))
        guard let start = starts.first else {
            let gap = old.hasSuffix("\n") || old.hasSuffix("\r\n") ? newline : newline + newline
            return SetupFile(agentsPath, purpose, .joined(text(bytes + Array(gap.utf8) + ours)))
        }
        guard starts.count == 1, ends.count == 1, start < ends[0] else {
            let lines = section.split(separator: "\n").map(String.init)
            return SetupFile(agentsPath, purpose, .kept(why: "its marks do not come in one pair", lines: lines))
        }
        // Includes the rest of the mark's own line.
        let after = bytes[ends[0]...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
        let joined = bytes[..<start] + ours + bytes[after...]
        return SetupFile(agentsPath, purpose, Array(joined) == bytes ? .inPlace : .joined(text(Array(joined))))
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension Array where Element == UInt8 {
    /// The positions of each occurrence of a text.
    fileprivate func indices(of text: [UInt8]) -> [Int] {
        guard count >= text.count else { return [] }
        return (0...(count - text.count)).filter {
            self[$0] == text[0] && self[$0..<($0 + text.count)].elementsEqual(text)
        }
    }
}
