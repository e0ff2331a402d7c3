import TreeGuardBase

/// The answer of one command: one value, which every format renders.
package protocol Report: Sendable {
    /// The page that people read.
    func page(_ style: TextStyle, _ detail: Detail) -> String
    /// One object, whose members docs/json.md describes. The format adds the findings to it.
    var json: JSON { get }
    /// All that is wrong or worth knowing, in the order of the page.
    var findings: [Finding] { get }
}

extension Report {
    package var findings: [Finding] { [] }
}
