import TreeGuardBase
import TreeGuardSchema

/// The way to undo a migration.
package enum Rollback: Hashable, Sendable {
    /// The team's own file undoes it, or the framework's program, with the statements that it would run (`isProgram`).
    case file(RepositoryPath, [Instruction], isProgram: Bool = false)
    /// Generated statements undo it, in the order in which they run. Empty if the migration leaves nothing behind.
    case generated([ReverseStatement])
    /// The migration cannot be undone. Each reason names a statement and its line.
    case none(because: [String])

    package var exists: Bool {
        if case .none = self { return false }
        return true
    }

    /// The statements as one text, which `ReadInstructions` parses and splits into parts like any other file. nil if
    /// the framework's own program must run them, or if there is no rollback.
    package var sql: String? {
        switch self {
        case .file(_, _, isProgram: true), .none: nil
        case .file(_, let instructions, isProgram: false): instructions.map { $0.text + ";\n" }.joined()
        case .generated(let reversals): reversals.map { $0.text + ";\n" }.joined()
        }
    }

    /// The file that holds it; nil if it is generated.
    package var path: RepositoryPath? {
        if case .file(let path, _, _) = self { return path }
        return nil
    }
}

/// One statement that undoes another.
package struct ReverseStatement: Hashable, Sendable {
    /// The text without its semicolon.
    package var text: String
    /// The line of the statement that it undoes; 0 for a setting, which undoes none.
    package var line: Int
    /// True if it runs outside a transaction (CONCURRENTLY). Running it twice does no harm.
    package var isAlone: Bool

    package init(_ text: String, line: Int, isAlone: Bool = false) {
        self.text = text
        self.line = line
        self.isAlone = isAlone
    }
}
