import TreeGuardBase

/// One statement as it is sent to a server: its text, what it says, and how it is run.
package struct Instruction: Hashable, Sendable {
    /// Without its semicolon.
    package var text: String
    /// The statements that it was folded to: one, or several for CREATE SCHEMA with its elements.
    package var statements: [Statement]
    package var execution: Execution
    /// The rows that follow COPY ... FROM stdin in the file.
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

    /// The transaction statement, if it is one.
    package var transaction: Statement.Transaction? {
        if case .transaction(let command)? = statements.first?.kind { return command }
        return nil
    }

    /// True if it lasts as long as the session: SET. Who goes on after others have run begins by repeating these.
    package var isSetting: Bool {
        switch statements.first?.kind {
        case .setting, .setSearchPath: true
        default: false
        }
    }
}

/// Reads SQL into instructions, in their order; `ReadStatements` for whoever is going to run them.
package typealias ReadInstructions = @Sendable (_ sql: String) -> [Instruction]

extension Instruction {
    /// The beginning of its text, on one line.
    package var heading: String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return "\(Escaped(words.count > 70 ? String(words.prefix(67)) + "..." : words))"
    }
}
