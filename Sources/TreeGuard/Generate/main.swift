import TreeGuardBase
import TreeGuardSystem

ProcessEnvironment.exit(Generating.run(Array(CommandLine.arguments.dropFirst())).rawValue)
