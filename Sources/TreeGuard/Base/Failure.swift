/// The only error type that a person sees: what happened, why, and what to do next.
package struct Failure: Error, Sendable, Hashable {
    /// Names the failure for tests, for `treeguard explain` and for scripts that read the JSON.
    package let code: Code
    /// The failed action, in one clause: "production could not be asked".
    package let what: String
    /// The cause. The code that builds it has already removed every secret.
    package let why: String
    /// The command or the edit to do next.
    package let next: String

    package init(_ code: Code, what: String, why: String, next: String) {
        self.code = code
        self.what = what
        self.why = why
        self.next = next
    }
}
