import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardSystem

/// Measures the projects that were named, and tells of each as soon as it is done.
func measure(_ options: Options, _ terminal: Terminal) throws -> ExitCode {
    let server = try ThrowawayServer(by: options.programs, run: Subprocess.run)
    terminal.writeLine("PostgreSQL \(server.binaries.version(run: Subprocess.run))\n")
    var measurements: [Measurement] = []
    var answers: [Answer] = []
    for folder in options.folders {
        let measurement = try Measurement(Project(folder), options.program, on: server)
        terminal.writeLine(Page.text(measurement))
        measurements.append(measurement)
        answers += measurement.answers
        if let json = options.json { try Files.write(Records.text(answers), to: json) }
    }
    if measurements.count > 1 {
        terminal.writeLine("all projects\n\(Page.table(answers))\n\n\(Page.summary(measurements))")
    }
    return answers.contains { $0.outcome == .falselySafe } ? .migrationsPending : .success
}

func run(_ words: [String], _ terminal: Terminal) throws -> ExitCode {
    let description = CommandLineOfEvidence.description
    switch try description.parse(words) {
    case .help(let command):
        terminal.write(description.help(for: command, style: terminal.style(of: .output)))
    case .version:
        terminal.writeLine("\(description.name) \(description.version)")
    case .run(CommandLineOfEvidence.compare, let arguments):
        terminal.write(try Comparison(arguments.positionals[0], arguments.positionals[1]).text)
    case .run(_, let arguments):
        return try measure(Options(arguments), terminal)
    }
    return .success
}

let terminal = Terminal(environment: ProcessEnvironment.inherited)
do {
    let code = try run(Array(CommandLine.arguments.dropFirst()), terminal)
    ProcessEnvironment.exit(code.rawValue)
} catch {
    let failure = error as? Failure
    terminal.writeLine("error: \(failure?.what ?? "\(Escaped("\(error)"))")", to: .error)
    if let failure {
        terminal.writeLine("  why:  \(Escaped(failure.why))\n  next: \(failure.next)", to: .error)
    }
    ProcessEnvironment.exit((failure?.code.exit ?? .undetermined).rawValue)
}
