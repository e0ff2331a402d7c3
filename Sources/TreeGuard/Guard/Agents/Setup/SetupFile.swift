import TreeGuardSchema

/// A file that `treeguard init` would write, compared with the existing one.
package struct SetupFile: Sendable, Hashable {
    package enum Outcome: Sendable, Hashable {
        /// The file does not exist yet.
        case new(String)
        /// Our part is added to the user's file.
        case joined(String)
        case inPlace
        /// The file is the user's own; the lines can be added by hand.
        case kept(why: String, lines: [String])
    }

    /// The path from the root of the worktree.
    package var path: String
    /// The purpose of the file.
    package var purpose: String
    package var outcome: Outcome

    package init(_ path: String, _ purpose: String, _ outcome: Outcome) {
        self.path = path
        self.purpose = purpose
        self.outcome = outcome
    }

    /// Makes a file that is entirely ours; a version that the user has edited stays.
    package init(_ path: String, _ purpose: String, whole text: String, over old: String?) {
        let outcome: Outcome =
            old == nil ? .new(text) : old == text ? .inPlace : .kept(why: "yours, and left as it is", lines: [])
        self.init(path, purpose, outcome)
    }

    /// The text to write; nil if nothing changes.
    package var text: String? {
        switch outcome {
        case .new(let text), .joined(let text): text
        case .inPlace, .kept: nil
        }
    }
}
