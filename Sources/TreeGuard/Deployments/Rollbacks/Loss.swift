import TreeGuardSchema

/// An object that a rollback removes and that may hold rows.
package struct Loss: Hashable, Sendable {
    package enum Thing: Hashable, Sendable {
        case table(ObjectName)
        case column(ObjectName, String)
        /// Every table that the extension created.
        case tables(ofExtension: String)
    }

    package var thing: Thing
    /// True with IF EXISTS: nothing is lost if it does not exist.
    package var isConditional: Bool
    /// The search path for the name; nil for the connection's own.
    package var searchPath: [String]?

    package init(_ thing: Thing, isConditional: Bool = false, searchPath: [String]? = nil) {
        self.thing = thing
        self.isConditional = isConditional
        self.searchPath = searchPath
    }

    package var column: String? {
        if case .column(_, let column) = thing { return column }
        return nil
    }

    /// The table, named as in the statement; nil for an extension.
    package var table: ObjectName? {
        switch thing {
        case .table(let table), .column(let table, _): table
        case .tables: nil
        }
    }
}

extension Statement {
    /// The losses of the statement, with the names that it writes.
    var losses: [Loss] {
        switch kind {
        case .drop(let drop):
            drop.objects.compactMap { object in
                switch object {
                case .relation(let name): Loss(.table(name), isConditional: drop.ifExists)
                case .extension(let name): Loss(.tables(ofExtension: name), isConditional: drop.ifExists)
                default: nil
                }
            }
        case .alterTable(let alter):
            alter.actions.compactMap { action in
                guard case .dropColumn(let column, let ifExists, _) = action else { return nil }
                return Loss(.column(alter.name, column), isConditional: ifExists || alter.ifExists)
            }
        case .block(let inner):
            inner.flatMap { guarded in
                guarded.statement.losses.map { loss in
                    var loss = loss
                    loss.isConditional = loss.isConditional || guarded.isConditional
                    return loss
                }
            }
        default: []
        }
    }
}

extension [Instruction] {
    /// True if a statement may change rows whose number cannot be counted beforehand.
    package var mayChangeRows: Bool {
        contains { instruction in
            instruction.statements.contains(where: \.mayChangeRows) && !StatementWords(instruction.text).onlyReads
        }
    }
}

extension Statement {
    fileprivate var mayChangeRows: Bool {
        switch kind {
        case .data, .doBlock, .unanalysable, .unverifiable: true
        case .drop(let drop): drop.cascade
        case .block(let inner): inner.contains { $0.statement.mayChangeRows }
        default: false
        }
    }
}

extension Instruction {
    /// The losses of its statements, with the names that they write.
    package var losses: [Loss] { statements.flatMap(\.losses) }
}
