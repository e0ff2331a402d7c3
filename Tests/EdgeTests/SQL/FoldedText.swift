import TreeGuardSQL
import TreeGuardSchema

/// The kinds of a text's statements, in their order.
func kinds(_ sql: String) -> [Statement.Kind] { SQL.statements(in: sql).map(\.kind) }

/// The reasons of those statements that nobody could read.
func reasons(_ sql: String) -> [String] {
    kinds(sql).compactMap { if case .unanalysable(let reason) = $0 { reason } else { nil } }
}

func column(_ name: String) -> Expression { .column([name]) }

/// A column as CREATE TABLE and ADD COLUMN declare it: every facet is said.
func declared(
    _ type: TypeName, isNullable: Bool = true, defaultValue: Column.DefaultValue = .none,
    identity: Column.Identity = .none, generated: Column.Generated = .none
) -> Column {
    Column(
        type: type, isNullable: isNullable, defaultValue: defaultValue, identity: identity, generated: generated)
}

func type(_ name: String, _ modifiers: String...) -> TypeName { TypeName(ObjectName(name), modifiers: modifiers) }

/// A constraint as a new table has it.
func constraint(_ kind: Constraint.Kind, name: String? = nil) -> NamedConstraint {
    NamedConstraint(name, Constraint(kind, isDeferrable: false, isInitiallyDeferred: false, isValid: true))
}

extension Expression {
    /// Without casts, which the server adds wherever it chose a type.
    var bare: Expression {
        func all(_ parts: [Expression]) -> [Expression] { parts.map(\.bare) }
        return switch self {
        case .cast(let operand, _): operand.bare
        case .call(let name, let parts): .call(name, all(parts))
        case .operation(let name, let parts): .operation(name, all(parts))
        case .and(let parts): .and(all(parts))
        case .or(let parts): .or(all(parts))
        case .not(let part): .not(part.bare)
        case .isNull(let part): .isNull(part.bare)
        case .isNotNull(let part): .isNotNull(part.bare)
        case .isTruth(let part, let words): .isTruth(part.bare, words)
        case .any(let name, let left, let right): .any(name, left.bare, right.bare)
        case .all(let name, let left, let right): .all(name, left.bare, right.bare)
        case .array(let parts): .array(all(parts))
        case .row(let parts): .row(all(parts))
        case .conditional(let name, let parts): .conditional(name, all(parts))
        case .collate(let part, let name): .collate(part.bare, name)
        case .element(let part, let text): .element(part.bare, text)
        case .caseWhen(let operand, let arms, let otherwise):
            .caseWhen(
                operand: operand?.bare, arms.map { .init(condition: $0.condition.bare, result: $0.result.bare) },
                otherwise: otherwise?.bare)
        case .column, .number, .string, .boolean, .null, .bits, .keyword, .other: self
        }
    }
}
