/// An expression, small enough to compare: what the file says with what the server says it has.
package indirect enum Expression: Hashable, Sendable {
    /// `column`, `table.column`, `schema.table.column`; a star is "*".
    case column([String])
    case number(String)
    case string(String)
    case boolean(Bool)
    case null
    /// B'..' and X'..', with the leading letter.
    case bits(String)
    /// `name(arguments)`; `pg_catalog` is left out. Plain calls only: see `other` for DISTINCT, OVER, FILTER.
    case call(ObjectName, [Expression])
    /// An operator with one operand (prefix) or two: `=`, `~~`, `+`, `->>`.
    case operation(String, [Expression])
    case and([Expression])
    case or([Expression])
    case not(Expression)
    case cast(Expression, TypeName)
    case isNull(Expression)
    case isNotNull(Expression)
    /// `IS TRUE`, `IS NOT FALSE`, `IS UNKNOWN` ... by its keyword.
    case isTruth(Expression, String)
    /// `operand operator ANY (list)`; `IN` is `= ANY` of an array.
    case any(String, Expression, Expression)
    /// `operand operator ALL (list)`; `NOT IN` is `<> ALL` of an array.
    case all(String, Expression, Expression)
    case array([Expression])
    case row([Expression])
    case caseWhen(operand: Expression?, [CaseArm], otherwise: Expression?)
    /// CURRENT_TIMESTAMP, CURRENT_USER, LOCALTIME(3) ...: words that the server keeps as words.
    case keyword(String)
    /// COALESCE, GREATEST, LEAST, NULLIF.
    case conditional(String, [Expression])
    case collate(Expression, ObjectName)
    /// `operand[index]` and `(operand).field`, spelled out.
    case element(Expression, String)
    /// Any other expression, as canonical text: equal to itself, not comparable otherwise.
    case other(String)

    /// One `WHEN condition THEN result`.
    package struct CaseArm: Hashable, Sendable {
        package var condition: Expression
        package var result: Expression
        package init(condition: Expression, result: Expression) {
            self.condition = condition
            self.result = result
        }
    }
}
