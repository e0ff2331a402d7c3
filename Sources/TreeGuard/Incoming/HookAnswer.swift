import TreeGuardBase

/// The exit of `treeguard-hook` where a hook of ours asked: no number that an empty file, a shell or another program ends
/// with. So a success proves that the program ran to its end.
package enum HookAnswer: Int32, Sendable, Hashable {
    case pass = 42
    /// The person has been told why.
    case stop = 43

    /// The word that asks for it, in front of the hook's name. A program that does not know it refuses.
    package static let request = "--answer"

    package init(_ exit: ExitCode) { self = exit == .success ? .pass : .stop }
}
