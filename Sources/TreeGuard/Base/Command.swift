/// A program to run, as a value: edges that need another program ask for it, and System runs it.
package struct Command: Sendable, Hashable {
    package var program: String
    package var arguments: [String]
    /// The folder it runs in; nil for the caller's own.
    package var directory: String?
    /// Added to (or, where nil, taken from) the environment that is inherited.
    package var environment: [String: String?]
    /// True if the program sees our own environment, too. One that may run a stranger's text must not: it holds
    /// addresses and tokens.
    package var inheritsEnvironment = true
    package var standardInput: [UInt8]
    /// The program is stopped after this long.
    package var deadline: Duration

    package init(
        _ program: String, _ arguments: [String], in directory: String? = nil, environment: [String: String?] = [:],
        standardInput: [UInt8] = [], deadline: Duration = .seconds(60)
    ) {
        self.program = program
        self.arguments = arguments
        self.directory = directory
        self.environment = environment
        self.standardInput = standardInput
        self.deadline = deadline
    }
}

/// The output of a program, and how it ended.
package struct CommandOutput: Sendable, Hashable {
    /// How a program came to its end.
    package enum End: Sendable, Hashable {
        case exited(Int32)
        case signalled(Int32)
        case deadlineExceeded
        /// It never ran: errno of the attempt.
        case notStarted(Int32)
    }

    package var end: End
    package var standardOutput: [UInt8]
    package var standardError: [UInt8]

    package init(end: End, standardOutput: [UInt8] = [], standardError: [UInt8] = []) {
        self.end = end
        self.standardOutput = standardOutput
        self.standardError = standardError
    }

    package var succeeded: Bool { end == .exited(0) }
    package var outputText: String { String(decoding: standardOutput, as: UTF8.self) }
    package var errorText: String { String(decoding: standardError, as: UTF8.self) }
}

/// Runs one program to its end. App hands System's over to the edges that need it.
package typealias RunCommand = @Sendable (Command) -> CommandOutput
