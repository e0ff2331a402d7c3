/// A program to run, as a value. Edges that need another program ask for it; System runs it.
package struct Command: Sendable, Hashable {
    package var program: String
    package var arguments: [String]
    /// The folder to run it in; nil for the caller's own folder.
    package var directory: String?
    /// Variables that are added to the inherited environment, or removed from it where the value is nil.
    package var environment: [String: String?]
    /// True if the program also gets our own environment. A program that may run untrusted text must not get it: the
    /// environment holds addresses and tokens.
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
    /// The way a program ended.
    package enum End: Sendable, Hashable {
        case exited(Int32)
        case signalled(Int32)
        case deadlineExceeded
        /// The program never ran; this is the errno of the attempt.
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

/// Runs one program to its end. App gives System's function to the edges that need it.
package typealias RunCommand = @Sendable (Command) -> CommandOutput
