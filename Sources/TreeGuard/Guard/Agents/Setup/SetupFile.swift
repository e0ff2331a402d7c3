import TreeGuardSchema

/// A file of the repository as `treeguard init` would leave it, seen beside what is there.
package struct SetupFile: Sendable, Hashable {
    package enum Outcome: Sendable, Hashable {
        /// Nothing was there.
        case new(String)
        /// Something of ours is put beside what a person wrote.
        case joined(String)
        case inPlace
        /// A person's own; what could be added by hand.
        case kept(why: String, lines: [String])
    }

    /// From the root of the worktree.
    package var path: String
    /// The purpose of the file.
    package var purpose: String
    package var outcome: Outcome

    package init(_ path: String, _ purpose: String, _ outcome: Outcome) {
        self.path = path
        self.purpose = purpose
        self.outcome = outcome
    }

    /// One that is ours as a whole: what a person made of it stays.
    package init(_ path: String, _ purpose: String, whole text: String, over old: String?) {
        let outcome: Outcome =
            old == nil ? .new(text) : old == text ? .inPlace : .kept(why: "yours, and left as it is", lines: [])
        self.init(path, purpose, outcome)
    }

    /// The text to be written.
    package var text: String? {
        switch outcome {
        case .new(let text), .joined(let text): text
        case .inPlace, .kept: nil
        }
    }
}
