import TreeGuardBase
import TreeGuardRisk
import TreeGuardVerdicts

/// The page that `treeguard explain WORD` prints, of docs/explain or docs/rules.
package struct Explanation: Hashable, Sendable {
    /// The word that a person types: "connection-refused", "pending", "SAFE", "3".
    package var word: String
    /// The kind of the word: "an error: exit 3", "the state of a migration".
    package var kind: String
    package var page: ExplanationPage

    private init(_ word: String, _ kind: String, in folder: String = "explain", _ file: String? = nil) {
        self.word = word
        self.kind = kind
        // A test walks every word: one without a page does not land.
        page = ExplanationPage(EmbeddedPages.all["\(folder)/\(file ?? word).md"] ?? "")
    }
}

extension Explanation {
    static let verdicts = Verdict.allCases.map {
        Explanation($0.rawValue, "a verdict: exit \($0.exit.rawValue)")
    }
    static let states = MigrationState.allCases.map { Explanation($0.rawValue, "the state of a migration") }
    static let errors = Failure.Code.allCases.map {
        Explanation($0.rawValue, "an error: exit \($0.exit.rawValue)")
    }
    static let exitCodes = ExitCode.allCases.map {
        Explanation("\($0.rawValue)", "an exit code", "exit-\($0.rawValue)")
    }

    static let rules = Rule.all.map { Explanation($0.code, "a hazard of a statement", in: "rules") }

    /// Every word that TreeGuard answers with.
    package static let all = verdicts + states + errors + rules + exitCodes

    /// Finds a word as people write it: in either case, with `-`, `_` or a blank.
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
