import TreeGuardBase

/// A section of a file that runs completely or not at all.
package struct Part: Hashable, Sendable {
    package var instructions: [Instruction]
    /// True for one transaction; false for one instruction, which PostgreSQL runs outside transactions.
    package var isTransaction: Bool

    package init(_ instructions: [Instruction], isTransaction: Bool = true) {
        self.instructions = instructions
        self.isTransaction = isTransaction
    }
}

extension Part {
    /// Splits a file into its parts: one, if possible. The file's own BEGIN and COMMIT separate parts and are not sent.
    /// An instruction that must run outside a transaction is a part by itself.
    ///
    /// Throws if the file cannot run in parts: it rolls back, or does not close what it opens, or contains unreadable
    /// statements.
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
