import EntryPaths
import TestSupport
import Testing
import TreeGuardApp
import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardGuard
import TreeGuardSystem

/// Commands of TreeGuard's that an agent is about to run, as its hook sees them.
@Suite struct AgentsThatWrite {
    private func hook(_ walk: RoadWalk, _ line: String, _ dialect: AgentDialect = .claude) -> CommandOutput {
        Subprocess.run(
            Command(
                "\(walk.programs)/treeguard", ["hook", dialect.rawValue], in: "/",
                environment: walk.environment("pending"),
                standardInput: Array(AgentInput.text(dialect, command: line, in: walk.path).utf8),
                deadline: .seconds(60)))
    }

    /// Whoever adds a command says what it changes; until then it is a person's.
    @Test func everyCommandSaysWhatItChanges() {
        let said = WritingCommand.harmless.union(WritingCommand.subcommands)
        #expect(WritingCommand.harmless.isDisjoint(with: WritingCommand.subcommands))
        #expect(Set(Subcommand.all.map(\.description.name)) == said)
        for command in Subcommand.all.map(\.description) where command.options.contains(where: { $0.long == "yes" }) {
            #expect(WritingCommand.subcommands.contains(command.name), "\(command.name)")
        }
    }

    @Test(arguments: AgentDialect.allCases)
    func eachIsToldWhatIsPendingWhatAPersonRunsAndToStop(dialect: AgentDialect) throws {
        let walk = try RoadWalk()
        try walk.prepare("free checkout -q feature")
        let output = hook(walk, "treeguard deploy --yes --accept index-blocks-writes", dialect)
        let said = (output.outputText + output.errorText).replacing("\\n", with: "\n")
        #expect((output.end == .exited(2)) == (dialect != .cursor), "\(said)")
        #expect(said.contains("0002_b.sql   pending"), "\(said)")
        #expect(said.contains("stop here"))
        #expect(said.contains("  treeguard deploy --env production --accept index-blocks-writes"), "\(said)")
        #expect(!said.contains("--yes") && !said.contains("allow"), "\(said)")
    }

    private static let refused = [
        "treeguard deploy", "treeguard deploy --env=production --yes", "treeguard deploy --env production",
        "treeguard rollback --last --yes", "treeguard repair --yes", "treeguard repair --env local --env production",
        "treeguard firewall open --ip 203.0.113.7", "treeguard allow --reason x", "treeguard uninstall",
        "env -u CLAUDECODE treeguard deploy --yes", "CLAUDECODE= treeguard deploy --yes", "sh -c 'treeguard deploy'",
        "timeout 5 treeguard deploy", "$HOME/x/treeguard deploy", "cd / && treeguard -C \(ProjectFolder.path) deploy",
        "git treeguard deploy", "treeguard deploy --env local --env production", "treeguard deploy --env nowhere",
        "treeguard deploy --dry-run=no", "treeguard repair -- --dry-run", "treeguard deploy --unknown",
        "echo --yes | xargs treeguard deploy", "treeguard --color never -v deploy -q", "cd nowhere; treeguard deploy",
        "treeguard deploy --env local --yes $MORE", "env -u CLAUDECODE ./deploy.sh",
        "find . -exec treeguard deploy \\;",
    ]

    private static let mayRun = [
        "treeguard deploy --dry-run", "treeguard deploy --env production --dry-run --yes", "treeguard plan --write",
        "treeguard rehearse", "treeguard check --env production", "treeguard repair --dry-run",
        "treeguard firewall list",
        "treeguard firewall close", "treeguard deploy --env local --yes", "treeguard repair --env=local --yes",
        "treeguard deploy --help", "treeguard help deploy", "treeguard explain person-required", "treeguard --version",
        "treeguard check --source deploy", "env -u PGHOST treeguard deploy --env local --yes", "treeguard status",
        "treeguard rollback --last --dry-run --env $ENV", "cd / && treeguard version",
    ]

    @Test func whatWritesToARequiredEnvironmentIsAPersonsHoweverItIsWritten() throws {
        let walk = try RoadWalk()
        for line in Self.refused {
            let output = hook(walk, line)
            #expect(output.end == .exited(2), "\(line): \(output.errorText)")
            #expect(
                !output.errorText.contains("--yes") && !output.errorText.contains("treeguard allow"),
                "\(output.errorText)")
        }
        for line in Self.mayRun {
            let output = hook(walk, line)
            #expect(output.succeeded, "\(line): \(output.errorText)")
        }
    }

    /// A person's terminal in which an agent's variable is set, and somebody who says yes there.
    @Test func thePromptOfAMergeDeploysNothingForAnAgent() throws {
        let walk = try RoadWalk()
        let terminal = try walk.terminal("git merge -q feature", adding: ["CLAUDECODE": "1", "TREEGUARD_TTY": "1"])
        #expect(terminal.shows("Deploy before merging?", within: .seconds(60)))
        terminal.type("y\n")
        #expect(terminal.exitCode(within: .seconds(60)) != 0, "\(terminal.text)")
        #expect(terminal.text.contains("treeguard explain person-required"), "\(terminal.text)")
        #expect(!terminal.text.contains("Deploy this to production?"), "\(terminal.text)")
        #expect(!walk.hasLanded(.here))
        #expect(walk.treeguard("check --source feature").end == .exited(1))
    }

    @Test func anAgentsOwnWordClosesNoWorktree() throws {
        let walk = try RoadWalk()
        try walk.prepare("free worktree add -q ../wt feature")
        let commit = walk.text(of: "git rev-parse feature").prefix(10)
        let close = walk.run(
            "\"$PROGRAMS\"/treeguard close feature",
            adding: ["CLAUDECODE": "1", "TREEGUARD_ALLOW": "\(commit):the tests pass"])
        #expect(!close.succeeded)
        #expect(!walk.hasLanded(.here))
        #expect(!close.errorText.contains("treeguard allow"), "\(close.errorText)")
    }
}
