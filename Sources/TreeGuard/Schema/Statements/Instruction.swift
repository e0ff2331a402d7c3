import TreeGuardBase

/// One statement as it is sent to a server: its text, its meaning, and the way it is run.
package struct Instruction: Hashable, Sendable {
    /// The text without its semicolon.
    package var text: String
    /// The folded statements: one, or several for CREATE SCHEMA with elements.
    package var statements: [Statement]
    package var execution: Execution
    /// The rows after COPY ... FROM stdin in the file.
    package var rows: [UInt8]?

    package init(
        _ text: String, _ statements: [Statement], _ execution: Execution = Execution(), rows: [UInt8]? = nil
    ) {
        self.text = text
        self.statements = statements
        self.execution = execution
        self.rows = rows
    }

    package var range: SourceRange? { statements.first?.range }

    /// The command, if it begins, ends or marks a transaction.
    package var transaction: Statement.Transaction? {
        if case .transaction(let command)? = statements.first?.kind { return command }
        return nil
    }

    /// True for SET, which lasts as long as the session. A run that resumes in a new session first repeats these.
    package var isSetting: Bool {
        switch statements.first?.kind {
        case .setting, .setSearchPath: true
        default: false
        }
    }
}

/// Reads SQL into instructions, in order. It is the `ReadStatements` for code that runs them.
package typealias ReadInstructions = @Sendable (_ sql: String) -> [Instruction]

extension Instruction {
    /// The start of its text, on one line.
    package var heading: String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return "\(Escaped(words.count > 70 ? String(words.prefix(67)) + "..." : words))"
    }
}
