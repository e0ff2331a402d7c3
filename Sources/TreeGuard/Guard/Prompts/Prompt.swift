import TreeGuardBase

/// One question to a person at a terminal, and its possible answers.
package struct PromptQuestion: Sendable, Hashable {
    /// The lines before the question; shown once. The code that shows them must escape foreign text.
    package var lines: [String]
    /// The question itself: "Production migrations pending. Deploy before merging?"
    package var question: String
    package var answers: Answers

    /// The form of the answer.
    package enum Answers: Sendable, Hashable {
        /// One letter of these; an empty line is No.
        case choices([Choice])
        /// This exact word, typed out: for actions that cannot be undone.
        case word(String)
    }

    package init(_ question: String, after lines: [String] = [], answers: Answers = .choices(Choice.yesOrNo)) {
        self.question = question
        self.lines = lines
        self.answers = answers
    }

    /// The question as printed: "... Deploy before merging? [y/N/p(lan)/d(iff)] "
    package var text: String {
        let asked = Escaped(question).description
        switch answers {
        case .choices(let choices): return "\(asked) [\(choices.map(\.label).joined(separator: "/"))] "
        case .word(let word): return "\(asked) Type \(Escaped(word)) to go on: "
        }
    }

    /// The meaning of a typed line; nil asks again.
    package func answer(to line: String) -> PromptAnswer? {
        let typed = line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        switch answers {
        case .word(let word): return String(typed) == word ? .chosen(.yes) : .declined
        case .choices(let choices):
            if typed.isEmpty { return .declined }
            let small = String(typed).lowercased()
            guard let choice = choices.first(where: { small == $0.word || small == String($0.letter) }) else {
                return nil
            }
            return choice == .no ? .declined : .chosen(choice)
        }
    }
}

/// One possible answer: its letter or its word.
package struct Choice: Sendable, Hashable {
    package let word: String

    package init(_ word: String) { self.word = word }

    package static let yes = Choice("yes")
    /// The answer for an empty line, Ctrl-C and a timeout.
    package static let no = Choice("no")
    package static let plan = Choice("plan")
    package static let diff = Choice("diff")

    package static let yesOrNo: [Choice] = [.yes, .no]
    package static let yesNoPlanDiff: [Choice] = [.yes, .no, .plan, .diff]

    var letter: Character { word.first ?? "?" }

    /// The label in the question: "y", "N" for the default, "p(lan)".
    var label: String {
        switch self {
        case .yes: "y"
        case .no: "N"
        default: "\(letter)(\(word.dropFirst()))"
        }
    }
}

/// The result of a question.
package enum PromptAnswer: Sendable, Hashable {
    /// A choice other than `.no`, which is `declined`.
    case chosen(Choice)
    /// The user declined: No, an empty line, Ctrl-C, Ctrl-D, or three invalid answers.
    case declined
    /// The time ran out without an answer. It counts as No.
    case timedOut
    /// The question could not be asked without a terminal; with the reason.
    case noTerminal(String)
}
