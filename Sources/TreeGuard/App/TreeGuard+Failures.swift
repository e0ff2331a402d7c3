import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardReports
import TreeGuardSystem

extension TreeGuard {
    /// Tells what failed, in the format that was asked for: a person reads it on standard error, a script finds it where
    /// the result would have been.
    static func report(_ failure: Failure, as format: Format, on terminal: Terminal) {
        let stream: Terminal.Stream = format.isForPrograms ? .output : .error
        terminal.write(format.render(failure, terminal.style(of: stream), .brief), to: stream)
    }

    /// The format asked for, also where the command line is too wrong to be parsed.
    static func requestedFormat(in words: [String]) -> Format {
        Format.named(requestedValue(of: .format, in: words) ?? "") ?? .text
    }

    /// The colours asked for, also where the command line is too wrong to be parsed.
    static func requestedColor(in words: [String]) -> ColorChoice {
        ColorChoice(rawValue: requestedValue(of: .color, in: words) ?? "") ?? .auto
    }

    private static func requestedValue(of option: OptionDescription, in words: [String]) -> String? {
        let words = words.prefix { $0 != "--" }
        let attached = words.first { $0.hasPrefix("\(option.spelling)=") }?.dropFirst(option.spelling.count + 1)
        return attached.map(String.init) ?? zip(words, words.dropFirst()).first { $0.0 == option.spelling }?.1
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
