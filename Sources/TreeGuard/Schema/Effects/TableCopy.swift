/// The parts that `CREATE TABLE ... (LIKE source INCLUDING ...)` gives to the new table.
struct TableCopy {
    private(set) var actions: [EffectStep.Action] = []
    private let source: ObjectName
    private let copy: ObjectName
    private let included: Set<ColumnOrigin.CopiedPart>

    init(
        of source: ObjectName, _ parts: [ObjectIdentity: ObjectDefinition], as copy: ObjectName,
        including included: Set<ColumnOrigin.CopiedPart>
    ) {
        (self.source, self.copy, self.included) = (source, copy, included)
        for (part, definition) in parts {
            // The index of a constraint comes with it.
            if case .index(let name) = part, parts[.constraint(of: source, name.name)] != nil { continue }
            action(for: part, definition, parts).map { actions.append($0) }
        }
    }

    private func action(
        for part: ObjectIdentity, _ definition: ObjectDefinition, _ parts: [ObjectIdentity: ObjectDefinition]
    ) -> EffectStep.Action? {
        switch (part, definition) {
        case (.column(_, let name), .column(let column)):
            return .create(.column(of: copy, name), .column(copied(column)))
        case (.constraint(_, let name), .constraint(let constraint, _)): return copied(constraint, name)
        case (.index, .index(var index, _)) where included.contains(.indexes):
            index.table = copy
            let name = ObjectName(schema: copy.schema, ChosenName.index(on: copy.name, index))
            return .create(.index(name), .index(index, isNamed: false))
        case (.facet(.column(_, let name), "identity options"), .facets) where included.contains(.identity):
            return .create(.facet(of: .column(of: copy, name), "identity options"), definition)
        case (.comment(let object), .text) where included.contains(.comments):
            return copied(object).map { .create(.comment(on: $0), definition) }
        default: return nil
        }
    }

    /// Names, types and NOT NULL always; the rest where it is asked for.
    private func copied(_ column: Column) -> Column {
        Column(
            type: column.type, isNullable: column.isNullable,
            defaultValue: included.contains(.defaults) ? column.defaultValue : Column.DefaultValue.none,
            identity: included.contains(.identity) ? column.identity : Column.Identity.none,
            generated: included.contains(.generated) ? column.generated : Column.Generated.none,
            collation: column.collation, storage: included.contains(.storage) ? column.storage : nil,
            compression: included.contains(.compression) ? column.compression : nil)
    }

    /// Checks keep their names; keys get new ones. Foreign keys are never copied.
    private func copied(_ constraint: Constraint, _ name: String) -> EffectStep.Action? {
        var constraint = constraint
        constraint.isValid = nil
        switch constraint.kind {
        case .check where included.contains(.constraints):
            return .create(.constraint(of: copy, name), .constraint(constraint, isNamed: true))
        case .primaryKey, .unique, .exclusion:
            guard included.contains(.indexes) else { return nil }
            let chosen = constraint.chosenName(on: copy.name)
            return .create(.constraint(of: copy, chosen), .constraint(constraint, isNamed: false))
        default: return nil
        }
    }

    private func copied(_ object: ObjectIdentity) -> ObjectIdentity? {
        switch object {
        case .column(_, let name): .column(of: copy, name)
        case .constraint(_, let name) where included.contains(.constraints): .constraint(of: copy, name)
        default: nil
        }
    }
}
