import TestSupport
import TreeGuardSystem

// Plants every fault of Tests/Mutants in a copy of the project, builds it once, and tells which the tests do not notice:
// Mutants [NAME...]
do {
    ProcessEnvironment.exit(try MutantsRun(CommandLine.arguments.dropFirst()).run())
} catch {
    Terminal(environment: ProcessEnvironment.inherited).writeLine("mutants: \(error)", to: .error)
    ProcessEnvironment.exit(2)
}
