import TreeGuardBase
import TreeGuardSchema

/// How what a migration did is undone.
package enum Rollback: Hashable, Sendable {
    /// By the file that the team wrote for it, or, for a program, by what that would run: then `isProgram`.
    case file(RepositoryPath, [Instruction], isProgram: Bool = false)
    /// By statements made for it, in the order in which they run. Empty where the migration leaves nothing behind.
    case generated([ReverseStatement])
    /// It cannot be undone, and why: each names a statement and its line.
    case none(because: [String])

    package var exists: Bool {
        if case .none = self { return false }
        return true
    }

    /// The statements as one text: read again by `ReadInstructions`, it is cut into parts like any other file. nil
    /// where the framework's own runner must do it, and where there is no way back.
    package var sql: String? {
        switch self {
        case .file(_, _, isProgram: true), .none: nil
        case .file(_, let instructions, isProgram: false): instructions.map { $0.text + ";\n" }.joined()
        case .generated(let reversals): reversals.map { $0.text + ";\n" }.joined()
        }
    }

    /// The file that holds it; nil where it is made.
    package var path: RepositoryPath? {
        if case .file(let path, _, _) = self { return path }
        return nil
    }
}

/// One statement that undoes another.
package struct ReverseStatement: Hashable, Sendable {
    /// Without its semicolon.
    package var text: String
    /// The line of what it undoes; 0 where it undoes nothing by itself: a setting.
    package var line: Int
    /// True if it runs by itself (CONCURRENTLY), and does no harm where it was done before.
    package var isAlone: Bool

    package init(_ text: String, line: Int, isAlone: Bool = false) {
        self.text = text
        self.line = line
        self.isAlone = isAlone
    }
}
