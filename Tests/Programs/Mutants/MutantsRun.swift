import TestSupport
import TreeGuardBase
import TreeGuardSystem

/// One build with every fault asleep in it, and one run of tests for each.
struct MutantsRun {
    private let mutants: [Mutant]
    private let copy: ProjectCopy
    private let terminal = Terminal(environment: ProcessEnvironment.inherited)

    /// - Parameter names: those to try; none for all.
    init(_ names: some Collection<String>) throws {
        let known = try Mutant.names()
        if let name = names.first(where: { !known.contains($0) }) {
            throw Mutant.Unusable("there is no Tests/Mutants/\(name).mutant")
        }
        // All are planted, whichever are tried: another choice builds nothing anew.
        copy = try ProjectCopy(with: known.map { try Mutant(named: $0) })
        mutants = try known.filter { names.isEmpty || names.contains($0) }.map { try Mutant(named: $0) }
    }

    /// - Returns: 0 where every fault was noticed, and 1 where one was not.
    func run() throws -> Int32 {
        say("building a copy of the project with \(mutants.count) faults in \(copy.folder)")
        try copy.write()
        try copy.build()
        try seeThatTestsPass()
        var unnoticed: [String] = []
        for mutant in mutants {
            let isNoticed = try isNoticed(mutant)
            say("\(isNoticed ? "  noticed  " : "UNNOTICED  ")\(mutant.name): \(mutant.fault)")
            if !isNoticed { unnoticed.append(mutant.name) }
        }
        say("\(mutants.count - unnoticed.count) of \(mutants.count) faults were noticed")
        if !unnoticed.isEmpty { say("not noticed: \(unnoticed.joined(separator: ", "))") }
        return unnoticed.isEmpty ? 0 : 1
    }

    /// A test that fails anyway notices nothing.
    private func seeThatTestsPass() throws {
        let tests = Set(mutants.flatMap(\.tests)).sorted()
        let output = copy.test(tests, awake: nil)
        guard output.succeeded else { throw failed("these tests fail without any fault", output) }
        say("without a fault, \(try count(in: output)) tests pass")
    }

    private func isNoticed(_ mutant: Mutant) throws -> Bool {
        let output = copy.test(mutant.tests, awake: mutant.name)
        guard output.succeeded else { return true }
        guard try count(in: output) > 0 else {
            throw failed("no test is called \(mutant.tests.joined(separator: " or "))", output)
        }
        return false
    }

    /// "Test run with 12 tests in 3 suites passed after 4.5 seconds."
    private func count(in output: CommandOutput) throws -> Int {
        let words = "Test run with "
        guard let line = output.outputText.split(separator: "\n").last(where: { $0.contains(words) }),
            let start = line.firstRange(of: words)?.upperBound, let number = Int(line[start...].prefix { $0.isNumber })
        else { throw failed("nobody said how many tests ran", output) }
        return number
    }

    private func failed(_ what: String, _ output: CommandOutput) -> Mutant.Unusable {
        Mutant.Unusable("\(what)\n\(output.tellingLines.joined(separator: "\n"))")
    }

    private func say(_ line: String) { terminal.writeLine(line, to: .output) }
}

extension CommandOutput {
    /// The errors of a build or a run of tests; without errors, its last lines.
    var tellingLines: [String] {
        let lines = (outputText + errorText).split(separator: "\n").map(String.init)
        let telling = lines.filter { $0.contains("error:") || $0.contains("recorded an issue") }
        return Array(telling.isEmpty ? lines.suffix(20) : telling.prefix(40))
    }
}
