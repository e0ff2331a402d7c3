import TreeGuardGuard

extension PersonAtTerminal {
    /// Asks about one subject once per git command, however many hooks run: later hooks get the first one's answer.
    /// Yes, No and a timeout are recorded. For other choices (plan, diff) it shows the lines of `showing`, then asks
    /// again.
    package func askOnce(
        _ question: PromptQuestion, about key: String, _ memory: AnsweredOnce, deadline: Duration = .seconds(60),
        showing: (Choice) -> [String] = { _ in [] }
    ) throws -> PromptAnswer {
        var nobody: String?
        let remembered = try memory.answer(to: key) {
            var question = question
            while true {
                switch ask(question, deadline: deadline) {
                case .chosen(.yes): return PromptAnswer.Remembered.yes.rawValue
                case .chosen(let choice): question.lines = showing(choice)
                case .declined: return PromptAnswer.Remembered.no.rawValue
                case .timedOut: return PromptAnswer.Remembered.silence.rawValue
                case .noTerminal(let why):
                    nobody = why
                    return nil
                }
            }
        }
        switch remembered.flatMap(PromptAnswer.Remembered.init(rawValue:)) {
        case .yes: return .chosen(.yes)
        case .no: return .declined
        case .silence: return .timedOut
        case nil: return nobody.map(PromptAnswer.noTerminal) ?? .declined
        }
    }
}

extension PromptAnswer {
    /// The answers in the memo file.
    fileprivate enum Remembered: String {
        case yes, no, silence
    }
}
