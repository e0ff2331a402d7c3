import TreeGuardBase

/// The exit status of `treeguard-hook` when our hook script called it. An empty file, a shell or another program never
/// ends with these numbers, so a success proves that the program ran to its end.
package enum HookAnswer: Int32, Sendable, Hashable {
    case pass = 42
    /// Stops git; the reason is already printed.
    case stop = 43

    /// The argument before the hook's name that requests this answer. A program that does not know it fails.
    package static let request = "--answer"

    package init(_ exit: ExitCode) { self = exit == .success ? .pass : .stop }
}
