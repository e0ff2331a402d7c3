import TreeGuardBase
import TreeGuardVerdicts

/// What `treeguard explain WORD` says of one word that TreeGuard answers with.
package struct Explanation: Hashable, Sendable {
    /// What a person types: "connection-refused", "pending", "SAFE", "3".
    package var word: String
    /// What kind of word it is: "an error: exit 3", "the state of a migration".
    package var kind: String
    package var text: Text

    /// The explanation itself.
    package struct Text: Hashable, Sendable {
        /// What it means, in a sentence or two.
        package var meaning: String
        /// How it comes about, the likeliest first.
        package var causes: [String]
        /// What to do, the best first.
        package var remedies: [String]
        /// A command or a file that shows it.
        package var example: String?

        init(_ meaning: String, because causes: [String] = [], so remedies: [String] = [], example: String? = nil) {
            self.meaning = meaning
            self.causes = causes
            self.remedies = remedies
            self.example = example
        }
    }
}

extension Explanation {
    /// Every word that TreeGuard answers with: verdicts, states, errors, exit codes.
    package static let all: [Explanation] =
        Verdict.allCases.map(\.explanation) + MigrationState.allCases.map(\.explanation)
        + Failure.Code.allCases.map(\.explanation) + ExitCode.allCases.map(\.explanation)

    /// Looks the word up as people write it: in either case, with `-`, `_` or a blank.
    package static func named(_ word: String) -> Explanation? {
        let wanted = plain(word)
        return all.first { plain($0.word) == wanted }
    }

    private static func plain(_ word: String) -> String {
        let words = word.lowercased().split { $0 == "_" || $0 == "-" || $0 == " " }
        // "exit 3", "exit-code 3" and "3" are one word.
        let telling = words.drop { $0 == "exit" || $0 == "code" }
        return (telling.isEmpty ? words[...] : telling).joined(separator: "-")
    }
}

extension Verdict {
    package var explanation: Explanation {
        Explanation(word: rawValue, kind: "a verdict: exit \(exit.rawValue)", text: explanationText)
    }
}

extension MigrationState {
    package var explanation: Explanation {
        Explanation(word: rawValue, kind: "the state of a migration", text: explanationText)
    }
}

extension Failure.Code {
    package var explanation: Explanation {
        Explanation(word: rawValue, kind: "an error: exit \(exit.rawValue)", text: explanationText)
    }
}

extension ExitCode {
    package var explanation: Explanation {
        Explanation(word: String(rawValue), kind: "an exit code", text: explanationText)
    }
}
