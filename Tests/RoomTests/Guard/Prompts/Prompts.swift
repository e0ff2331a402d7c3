import Testing
import TreeGuardBase
import TreeGuardGuard
import TreeGuardIncoming

/// The question as a person sees it, who is asked at all, and what makes two hooks one command.
@Suite struct Prompts {
    private let question = PromptQuestion("Deploy?", answers: .choices(Choice.yesNoPlanDiff))

    @Test func theQuestionShowsItsAnswers() {
        #expect(question.text == "Deploy? [y/N/p(lan)/d(iff)] ")
        #expect(PromptQuestion("Sure\u{1B}[2J?").text == "Sure\\u{1b}[2J? [y/N] ")
        #expect(PromptQuestion("Sure?", answers: .word("main")).text == "Sure? Type main to go on: ")
    }

    @Test(arguments: [
        ("y", PromptAnswer.chosen(.yes)), ("Yes", .chosen(.yes)), (" p ", .chosen(.plan)), ("diff", .chosen(.diff)),
        ("", .declined), ("N", .declined), ("maybe", nil), ("yes please", nil),
    ])
    func aLineIsAnAnswer(line: String, answer: PromptAnswer?) { #expect(question.answer(to: line) == answer) }

    @Test(arguments: ["CI", "GITHUB_ACTIONS", "JENKINS_URL", "CLAUDECODE", "GEMINI_CLI", "CODEX_SANDBOX", "AI_AGENT"])
    func aRobotIsKnownByItsEnvironment(name: String) {
        guard case .impossible(let why) = Interactivity(environment: [name: "1"]) else {
            Issue.record("\(name) was not known")
            return
        }
        #expect(why.contains(name))
        #expect(Interactivity(environment: [name: "1", "TREEGUARD_TTY": "1"]) == .possible)
    }

    @Test func anAgentIsToldFromOtherRobots() {
        for name in Interactivity.agentNames + ["CODEX_SANDBOX"] {
            #expect(Interactivity.agent(in: [name: "1"]) == name)
            // Its own child may have no terminal; a person says that they are there.
            #expect(Interactivity.agent(in: [name: "1", "TREEGUARD_TTY": "0"]) == name)
            // That somebody can be asked makes no person of an agent.
            #expect(Interactivity.agent(in: [name: "1", "TREEGUARD_TTY": "1"]) == name)
            #expect(Interactivity.agent(in: [name: ""]) == nil)
        }
        #expect(Interactivity.agent(in: ["CODEX_HOME": "/home/ada/.codex", "CODEX_API_KEY": "k"]) == nil)
        #expect(Interactivity.agent(in: ["CI": "1", "TERM": "dumb"]) == nil)
    }

    @Test func aPersonIsKnownByTheLackOfIt() {
        #expect(Interactivity(environment: ["TERM": "xterm", "CI": "false", "GITLAB_CI": ""]) == .possible)
        #expect(Interactivity(environment: ["TERM": "dumb"]) != .possible)
        #expect(Interactivity(environment: ["GIT_TERMINAL_PROMPT": "0"]) != .possible)
        #expect(Interactivity(environment: ["TREEGUARD_TTY": "0"]) != .possible)
    }

    private func record(_ id: Int32, _ parent: Int32, _ name: String) -> ProcessRecord {
        ProcessRecord(id: id, parent: parent, name: name, started: "t\(id)")
    }

    @Test func allHooksOfOnePullAreOneCommand() {
        let pull = [record(3, 2, "git"), record(2, 1, "bash"), record(1, 0, "systemd")]
        let merge = [record(4, 3, "git")] + pull
        let scripted = [record(6, 5, "sh"), record(5, 4, "lefthook")] + merge
        let identity = CommandIdentity(process: 3, started: "t3")
        #expect(CommandIdentity(ancestors: pull) == identity)
        #expect(CommandIdentity(ancestors: merge) == identity)
        #expect(CommandIdentity(ancestors: scripted) == identity)
    }

    @Test func anAliasIsOneCommandAndAnEditorsGitIsAnother() {
        let alias = [record(4, 3, "git"), record(3, 2, "sh"), record(2, 1, "git"), record(1, 0, "bash")]
        #expect(CommandIdentity(ancestors: alias)?.process == 2)
        let editor = [record(5, 4, "git"), record(4, 3, "sh"), record(3, 2, "vim"), record(2, 1, "git")]
        #expect(CommandIdentity(ancestors: editor)?.process == 5)
        #expect(CommandIdentity(ancestors: [record(9, 1, "node")])?.process == 9)
        #expect(CommandIdentity(ancestors: []) == nil)
    }

    @Test func aProcessIsReadHoweverItIsCalled() {
        let rest = "S 12 1 1 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 98765 1 1"
        #expect(
            ProcessRecord(stat: "34 (a (b) c) \(rest)")
                == ProcessRecord(id: 34, parent: 12, name: "a (b) c", started: "98765"))
        #expect(ProcessRecord(stat: "34 git S 12") == nil)
    }

    @Test func anAnswerCountsForTwoMinutes() {
        let memo = Memo(
            command: CommandIdentity(process: 7, started: ""), key: "main a b", answer: "yes",
            time: Timestamp(secondsSinceEpoch: 100))
        #expect(memo.isCurrent(at: Timestamp(secondsSinceEpoch: 219)))
        #expect(!memo.isCurrent(at: Timestamp(secondsSinceEpoch: 220)))
        #expect(!memo.isCurrent(at: Timestamp(secondsSinceEpoch: 99)))
        #expect(Memo(line: memo.line.dropLast()) == memo)
        #expect(Memo(line: "garbage") == nil)
    }
}
