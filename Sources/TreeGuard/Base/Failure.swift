/// The only error shape a person ever sees: what happened, why, and what to do next.
package struct Failure: Error, Sendable, Hashable {
    /// Names the failure for tests, for `treeguard explain` and for scripts that read JSON.
    package let code: Code
    /// The thing that did not happen, in one clause: "production could not be asked".
    package let what: String
    /// The cause. Whoever builds it has already removed every secret.
    package let why: String
    /// A command or an edit that moves things on.
    package let next: String

    package init(_ code: Code, what: String, why: String, next: String) {
        self.code = code
        self.what = what
        self.why = why
        self.next = next
    }
}
