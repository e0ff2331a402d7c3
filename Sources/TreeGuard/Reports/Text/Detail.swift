/// How much of a list a person sees.
package enum Detail: Hashable, Sendable {
    /// The facts that help to decide; long lists are cut, and say so.
    case brief
    /// Everything: `--verbose`.
    case full
}
