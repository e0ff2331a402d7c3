import TreeGuardGuard
import TreeGuardSystem
import TreeGuardTerminal

/// Asks the person at the terminal, for tests that play that person: AskAPerson RESULT MILLISECONDS [WORD]
/// The answer goes to the file RESULT; nothing may go to standard output or standard error.
func askAPerson(_ words: [String]) throws {
    guard words.count >= 3, let milliseconds = Int(words[2]) else { return }
    let answers: PromptQuestion.Answers = words.count > 3 ? .word(words[3]) : .choices(Choice.yesNoPlanDiff)
    let question = PromptQuestion("Deploy before merging?", after: ["1 migration is pending"], answers: answers)
    let answer = PersonAtTerminal().ask(question, deadline: .milliseconds(milliseconds))
    try Files.write("\(answer)\n", to: words[1])
}

try askAPerson(CommandLine.arguments)
