import TreeGuardBase

/// A stretch of a file that is done as a whole, or not at all.
package struct Part: Hashable, Sendable {
    package var instructions: [Instruction]
    /// True if it is one transaction; else it is one instruction, which PostgreSQL runs by itself.
    package var isTransaction: Bool

    package init(_ instructions: [Instruction], isTransaction: Bool = true) {
        self.instructions = instructions
        self.isTransaction = isTransaction
    }
}

extension Part {
    /// Cuts a file into its parts: one, where nothing stands in the way. The file's own BEGIN and COMMIT bound parts and
    /// are not sent; what runs alone is a part by itself.
    ///
    /// Throws where the file cannot be run in parts: it rolls back, or opens what it does not close, or holds what
    /// nobody can read.
    package static func cutting(_ instructions: [Instruction], of path: RepositoryPath) throws(Failure) -> [Part] {
        var cutter = Cutter(path: path)
        for instruction in instructions { try cutter.take(instruction) }
        return try cutter.finished()
    }
}

private struct Cutter {
    let path: RepositoryPath
    var parts: [Part] = []
    var open: [Instruction] = []
    var isInOwnTransaction = false

    mutating func take(_ instruction: Instruction) throws(Failure) {
        for case .unanalysable(let reason) in instruction.statements.map(\.kind) {
            throw failure(reason, at: instruction)
        }
        switch instruction.transaction {
        case .begin:
            close()
            isInOwnTransaction = true
        case .commit:
            close()
            isInOwnTransaction = false
        case .rollback: throw failure("ROLLBACK undoes a part of the file", at: instruction)
        case .savepoint, .release, .rollbackTo: open.append(instruction)
        case nil: try take(instruction, instruction.execution.isolation)
        }
    }

    private mutating func take(_ instruction: Instruction, _ isolation: Execution.Isolation) throws(Failure) {
        switch isolation {
        case .none: open.append(instruction)
        case .wished where isInOwnTransaction: open.append(instruction)
        case .required where isInOwnTransaction:
            throw failure("PostgreSQL refuses it inside the file's own transaction", at: instruction)
        case .wished, .required:
            close()
            parts.append(Part([instruction], isTransaction: false))
        }
    }

    mutating func finished() throws(Failure) -> [Part] {
        if isInOwnTransaction, let last = open.last { throw failure("BEGIN is not followed by COMMIT", at: last) }
        close()
        return parts
    }

    private mutating func close() {
        if !open.isEmpty { parts.append(Part(open)) }
        open = []
    }

    private func failure(_ why: String, at instruction: Instruction) -> Failure {
        let line = instruction.range.map { ":\($0.line)" } ?? ""
        return Failure(
            .notDeployable, what: "\(path)\(line) cannot be deployed by treeguard", why: why,
            next: "treeguard explain \(Failure.Code.notDeployable.rawValue)")
    }
}
