import TreeGuardBase
import TreeGuardSystem

extension PseudoTerminal {
    /// A shell script at a terminal, with this environment and no more.
    package convenience init(_ script: String, environment: [String: String]) throws {
        var whole: [String: String?] = environment
        for name in ProcessEnvironment.inherited.keys where environment[name] == nil && name != Mutant.variable {
            whole.updateValue(nil, forKey: name)
        }
        try self.init(Command("sh", ["-c", script], environment: whole))
    }
}
