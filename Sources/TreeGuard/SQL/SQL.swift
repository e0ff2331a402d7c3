import TreeGuardSchema

/// PostgreSQL's own parser, behind the values of Schema.
package enum SQL {
    /// The statements of a text in order; a `ReadStatements`. Text that cannot be parsed is in the list as
    /// `unanalysable`; nothing is left out.
    package static func statements(in sql: String) -> [Statement] {
        var sql = sql
        return sql.withUTF8 { utf8 in
            guard let base = utf8.baseAddress, !utf8.isEmpty else { return [] }
            var reader = Reader(Bytes(base: base, count: utf8.count))
            return reader.read()
        }
    }

    /// The statements with all that is needed to run them; a `ReadInstructions`.
    package static func instructions(in sql: String) -> [Instruction] {
        var sql = sql
        return sql.withUTF8 { utf8 in
            guard let base = utf8.baseAddress, !utf8.isEmpty else { return [] }
            var reader = Reader(Bytes(base: base, count: utf8.count), keepsInstructions: true)
            return reader.readInstructions()
        }
    }

    /// One expression, as the server prints it or a file writes it; nil if the text is not a single expression.
    package static func expression(in text: String) -> Expression? {
        let statements = statements(in: "ALTER TABLE x ADD CHECK (\n\(text)\n)")
        guard statements.count == 1, case .alterTable(let alter) = statements[0].kind, alter.actions.count == 1,
            case .addConstraint(let named) = alter.actions[0],
            // Rejects texts such as `a) NOT VALID`, which close the parenthesis themselves.
            named.constraint.isValid == true, named.constraint.isDeferrable == false,
            case .check(let expression, isInherited: true) = named.constraint.kind
        else { return nil }
        return expression
    }
}
