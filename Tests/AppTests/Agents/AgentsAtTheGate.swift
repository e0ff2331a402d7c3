import TestSupport
import Testing
import TreeGuardBase
import TreeGuardGuard
import TreeGuardSystem

/// Agents on a real repository and a real server: what they are about to do, and what they are told.
@Suite struct AgentsAtTheGate {
    private func hook(
        _ walk: RoadWalk, _ dialect: AgentDialect, _ input: String, database: String = "pending"
    ) -> CommandOutput {
        Subprocess.run(
            Command(
                "\(walk.programs)/treeguard", ["hook", dialect.rawValue], in: "/",
                environment: walk.environment(database),
                standardInput: Array(input.utf8), deadline: .seconds(60)))
    }

    private func hook(
        _ walk: RoadWalk, _ command: String, _ dialect: AgentDialect = .claude, database: String = "pending",
        in folder: String? = nil
    ) -> CommandOutput {
        hook(walk, dialect, AgentInput.text(dialect, command: command, in: folder ?? walk.path), database: database)
    }

    @Test(arguments: AgentDialect.allCases)
    func eachIsStoppedInItsOwnWords(dialect: AgentDialect) throws {
        let walk = try RoadWalk()
        let branches = walk.branches()
        let output = hook(walk, "git merge --no-edit feature", dialect)
        if dialect == .cursor {
            #expect(output.succeeded)
            let answer = try JSON.parse(output.standardOutput)
            #expect(answer["permission"]?.string == "deny")
            #expect(answer["user_message"]?.string?.contains("0002_b.sql") == true)
            #expect(answer["agent_message"] == answer["user_message"])
        } else {
            #expect(output.end == .exited(2))
            #expect(output.outputText == "")
            #expect(output.errorText.contains("treeguard: merge into main stopped."), "\(output.errorText)")
            #expect(output.errorText.contains("0002_b.sql"))
        }
        // What a person runs, and to stop; no override is offered.
        let said = output.outputText + output.errorText
        #expect(said.contains("a person:    treeguard deploy --env production"), "\(said)")
        #expect(said.contains("stop here and report this"))
        #expect(!said.contains("allow") && !said.contains("--yes"), "\(said)")
        #expect(walk.branches() == branches)
    }

    @Test(arguments: ["CLAUDECODE", "CODEX_SANDBOX", "GEMINI_CLI", "CURSOR_AGENT"])
    func gitsOwnHooksKnowWhenAnAgentReadsThem(sign: String) throws {
        let walk = try RoadWalk()
        let commit = walk.text(of: "git rev-parse feature").prefix(10)
        let agent = [sign: "1", "TREEGUARD_ALLOW": "\(commit):the tests pass"]
        let merge = walk.run("git merge -q feature", adding: agent)
        #expect(!merge.succeeded)
        #expect(merge.errorText.contains("TREEGUARD_ALLOW counts for nothing: an agent runs this (\(sign))"))
        #expect(merge.errorText.contains("you:         stop here and report this"), "\(merge.errorText)")
        #expect(!merge.errorText.contains("treeguard allow"), "\(merge.errorText)")
        // Nor does its own run of what a person would run.
        let allow = walk.run("\"$PROGRAMS\"/treeguard allow --reason 'the tests pass'", adding: [sign: "1"])
        #expect(allow.end == .exited(2))
        #expect(allow.errorText.contains("(\(sign))"), "\(allow.errorText)")
        #expect(!allow.errorText.contains("treeguard allow"), "\(allow.errorText)")
        #expect(!walk.run("git merge -q feature").succeeded)
        #expect(walk.run("git merge -q feature", adding: ["TREEGUARD_ALLOW": "\(commit):by hand"]).succeeded)
    }

    @Test(arguments: AgentDialect.allCases)
    func eachMayDoWhatIsDeployedOrHarmless(dialect: AgentDialect) throws {
        let walk = try RoadWalk()
        let consent = dialect == .cursor ? "{\"permission\":\"allow\"}\n" : ""
        for (command, database) in [
            ("git merge --no-edit feature", "deployed"), ("git merge plain", "unreachable"),
            ("git status && git log -3", "unreachable"), ("make test", "unreachable"),
        ] {
            let output = hook(walk, command, dialect, database: database)
            #expect(output.succeeded, "\(command): \(output.errorText)")
            #expect(output.outputText == consent)
            #expect(output.errorText == "")
        }
    }

    @Test(arguments: AgentDialect.allCases, ["", "{", "[]", #"{"cwd":"/"}"#])
    func whatIsNoCallBlocks(dialect: AgentDialect, input: String) throws {
        let output = hook(try RoadWalk(), dialect, input)
        #expect(output.end == .exited(2))
        #expect(output.errorText.contains("cannot be read"), "\(output.errorText)")
        #expect(output.outputText == "")
    }

    @Test func theLineCountsAndNotOnlyWhereItBegins() throws {
        let walk = try RoadWalk()
        try walk.prepare("free checkout -q plain")
        for (command, isStopped) in [
            ("git merge feature", false), ("git checkout main && git merge feature", true),
            ("git switch -q main; bash -c 'git merge feature'", true),
            ("git checkout -b new && git merge feature", false),
            ("git branch -M feature main", true), ("git branch -f main plain", false),
            ("cd / && git merge feature", false), ("git checkout main && git merge origin/later", true),
            ("cd $HOME && git merge feature", true),
        ] {
            #expect(hook(walk, command).succeeded != isStopped, "\(command)")
        }
    }

    @Test func worktreesAndBranchesStayWhileNothingElseHasTheirMigrations() throws {
        let walk = try RoadWalk()
        try walk.prepare("free worktree add -q ../wt feature")
        let worktree = walk.folder.path("wt")
        for command in [
            "git worktree remove ../wt", "git worktree remove -f -f wt", "rm -rf ../wt", "rm -rf \(walk.folder.path)",
            "git branch -D feature", "cd .. && rm -r wt",
        ] {
            let output = hook(walk, command)
            #expect(output.end == .exited(2), "\(command)")
            #expect(output.errorText.contains("not deleted: feature has migrations"), "\(output.errorText)")
        }
        #expect(hook(walk, "git worktree remove ../wt").errorText.hasSuffix("close it:    treeguard close feature\n"))
        for (input, isStopped) in [(#"{"action":"remove"}"#, true), (#"{"action":"keep"}"#, false), ("{}", true)] {
            let output = hook(walk, .claude, AgentInput.claude("ExitWorktree", input, in: worktree))
            #expect((output.end == .exited(2)) == isStopped, "\(input): \(output.errorText)")
        }
        #expect(hook(walk, "git branch -D plain; rm -rf build; git worktree remove ../none").succeeded)
        #expect(hook(walk, "git worktree remove ../wt", database: "deployed").succeeded)
    }

    @Test func itsOwnWordCountsForNothingAndAPersonsDoes() throws {
        let walk = try RoadWalk()
        let commit = walk.text(of: "git rev-parse feature").prefix(10)
        let allow = hook(walk, "treeguard allow --reason 'the tests pass'")
        #expect(allow.end == .exited(2))
        #expect(allow.errorText.contains("nothing was allowed"), "\(allow.errorText)")
        #expect(!allow.errorText.contains("treeguard allow"), "\(allow.errorText)")
        let output = Subprocess.run(
            Command(
                "\(walk.programs)/treeguard", ["hook", "claude-pre-tool-use"], in: "/",
                environment: walk.environment("pending").merging(["TREEGUARD_ALLOW": "\(commit):because"]) { $1 },
                standardInput: Array(AgentInput.text(.claude, command: "git merge feature", in: walk.path).utf8)))
        #expect(output.end == .exited(2))
        // What the agent was stopped for, a person can let through.
        #expect(walk.treeguard("allow --reason 'by hand'").succeeded)
        #expect(hook(walk, "git merge feature").succeeded)
    }

    @Test func theTeamsFileIsWrittenOnBranchesOnly() throws {
        let walk = try RoadWalk()
        let edit = AgentInput.claude("Edit", #"{"file_path":"\#(walk.path)/.treeguard"}"#, in: walk.path)
        #expect(hook(walk, .claude, edit).errorText.contains(".treeguard on main"))
        #expect(hook(walk, "echo >> .treeguard").end == .exited(2))
        let gate = AgentInput.claude("Write", #"{"file_path":"\#(walk.path)/.git/hooks/pre-push"}"#, in: walk.path)
        #expect(hook(walk, .claude, gate).end == .exited(2))
        let patch =
            #"{"cwd":"\#(walk.path)","tool_name":"apply_patch","tool_input":{"command":"*** Begin Patch\n*** Update File: .treeguard\n"}}"#
        #expect(hook(walk, .codex, patch).end == .exited(2))
        try walk.prepare("free checkout -q plain")
        #expect(hook(walk, .claude, edit).succeeded)
        #expect(hook(walk, .codex, patch).succeeded)
    }

    @Test func aliasesAreSeenThrough() throws {
        let walk = try RoadWalk()
        try walk.prepare("free config alias.land '!git checkout main && git merge'; free config alias.st status")
        #expect(hook(walk, "git land feature").end == .exited(2))
        #expect(hook(walk, "git st").succeeded)
    }

    @Test func productionOutOfReachBlocks() throws {
        let walk = try RoadWalk()
        let output = hook(walk, "git merge feature", database: "unreachable")
        #expect(output.end == .exited(2))
        #expect(output.errorText.contains("could not be asked"))
    }
}
