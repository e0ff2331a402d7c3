import TreeGuardBase
import TreeGuardSystem

/// Runs a program that must succeed, and gives its standard output without the last newline. What went wrong becomes
/// the test's failure, with all that the program said.
@discardableResult
package func runProgram(
    _ program: String, _ arguments: String..., in directory: String? = nil, environment: [String: String?] = [:],
    standardInput: String = ""
) throws -> String {
    try runProgram(program, arguments, in: directory, environment: environment, standardInput: standardInput)
}

/// The same, with its arguments as a list.
@discardableResult
package func runProgram(
    _ program: String, _ arguments: [String], in directory: String? = nil, environment: [String: String?] = [:],
    standardInput: String = ""
) throws -> String {
    let command = Command(
        program, arguments, in: directory, environment: environment, standardInput: Array(standardInput.utf8))
    let result = Subprocess.run(command)
    guard result.succeeded else {
        throw ProgramFailed(command: command, result: result)
    }
    var text = result.outputText
    if text.hasSuffix("\n") { text.removeLast() }
    return text
}

/// A program of a test's own preparations did not succeed.
package struct ProgramFailed: Error, CustomStringConvertible {
    package let command: Command
    package let result: CommandOutput

    package init(command: Command, result: CommandOutput) {
        self.command = command
        self.result = result
    }

    package var description: String {
        let words = ([command.program] + command.arguments).map { ShellQuoted($0).description }
        return "\(words.joined(separator: " ")): \(result.end)\n\(result.outputText)\(result.errorText)"
    }
}
