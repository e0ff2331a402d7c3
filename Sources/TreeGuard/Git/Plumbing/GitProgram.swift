import TreeGuardBase

/// The git program, run in one folder with one environment.
struct GitProgram: Sendable {
    let environment: RepositoryEnvironment
    let run: RunCommand

    /// Runs git and returns its output. An exit code that is not in `codes` is an error.
    func output(
        _ arguments: [String], in folder: String? = nil, input: [UInt8] = [], accepting codes: [Int32] = [0]
    ) throws(GitError) -> CommandOutput {
        let output = run(command(arguments, in: folder, input: input))
        if case .exited(let code) = output.end, codes.contains(code) { return output }
        throw error(arguments, output)
    }

    func command(_ arguments: [String], in folder: String? = nil, input: [UInt8] = []) -> Command {
        Command(
            "git", arguments, in: folder ?? environment.folder, environment: environment.forGit, standardInput: input)
    }

    /// Runs git and returns its output without the last line end; nil for exit code 1, which means "none".
    func line(_ arguments: [String], input: [UInt8] = []) throws(GitError) -> String? {
        let output = try output(arguments, input: input, accepting: [0, 1])
        guard output.succeeded else { return nil }
        let text = output.outputText
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private func error(_ arguments: [String], _ output: CommandOutput) -> GitError {
        let why = withoutPasswords(reason(output.errorText))
        let folder = environment.path("GIT_DIR") ?? environment.folder
        if why.contains("not a git repository") { return .notARepository(path: folder, why: why) }
        if why.contains("dubious ownership") { return .notTrusted(path: folder, why: why) }
        let signs = ["unknown repository extension", "Expected git repo version", "unknown ref storage format"]
        if signs.contains(where: { why.contains($0) }) { return .formatUnknown(why: why) }
        return .program(command: arguments.first ?? "", end: output.end, why: why)
    }

    /// The lines with the error, without hints and without the prefix.
    private func reason(_ message: String) -> String {
        let lines = message.split(separator: "\n").map { String($0) }
        let kept = lines.filter { !$0.hasPrefix("hint:") && !$0.hasPrefix("warning:") }
        let text = (kept.isEmpty ? lines : kept).joined(separator: " ")
        for prefix in ["fatal: ", "error: "] where text.hasPrefix(prefix) {
            return String(text.dropFirst(prefix.count))
        }
        return text.isEmpty ? "no reason given" : text
    }
}
