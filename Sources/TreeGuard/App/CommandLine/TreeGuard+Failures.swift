import TreeGuardCore
import TreeGuardSystem

extension TreeGuard {
    /// Tells the person what failed: on standard error, or as JSON on standard output for a script that asked for it.
    static func report(_ failure: Failure, asJSON: Bool, on terminal: Terminal) {
        guard !asJSON else {
            terminal.write(failure.json.text)
            return
        }
        terminal.write(failure.text(style: terminal.style(of: .error)), to: .error)
    }

    /// Whether the command line asks for JSON, also where it is too wrong to be parsed.
    static func wantsJSON(_ words: [String]) -> Bool {
        let words = words.prefix { $0 != "--" }
        return words.contains("--format=json") || zip(words, words.dropFirst()).contains { $0 == ("--format", "json") }
    }

    /// The colours asked for, also where the command line is too wrong to be parsed.
    static func requestedColor(in words: [String]) -> ColorChoice {
        let words = words.prefix { $0 != "--" }
        let attached = words.last { $0.hasPrefix("--color=") }?.dropFirst("--color=".count)
        let following = zip(words, words.dropFirst()).first { $0.0 == "--color" }?.1
        return ColorChoice(rawValue: attached.map(String.init) ?? following ?? "") ?? .auto
    }
}

extension Failure {
    /// Whatever was thrown, as the one shape that a person sees. What no edge has a word for is our own bug.
    init(describing error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as SystemError: self = error.failure
        default:
            self.init(
                .internalError, what: "treeguard met something that it does not understand", why: "\(error)",
                next: "report it with the command line and this text; nothing was changed")
        }
    }
}
