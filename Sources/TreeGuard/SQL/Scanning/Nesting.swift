/// An upper bound of the depth of a statement's tree, counted from its tokens.
///
/// libpg_query recurses without a stack check: 2,000 levels may end the process. So we compute the bound before the
/// parser sees the statement. Within one pair of parentheses the tree cannot be deeper than the number of tokens since
/// the last separator of a flat list. Set operations and joins nest to the left, so their count is never reset.
struct Nesting {
    /// The deepest tree to parse. 1,000 levels need less than 4 MB of stack in every construct (measured); threads have
    /// 8.
    static let limit = 1000

    private struct Level {
        var base: Int
        var chain = 0
        var run = 0
        var total: Int { base + chain + run }
    }

    private var levels = [Level(base: 0)]
    private(set) var deepest = 0
    var isInParentheses: Bool { levels.count > 1 }

    mutating func token() {
        let last = levels.count - 1
        levels[last].run += 1
        deepest = max(deepest, levels[last].total)
    }

    /// Handles a comma, AND, WHEN ...: the next item is a sibling, not a child.
    mutating func separator() { levels[levels.count - 1].run = 0 }

    /// Handles UNION, JOIN ...: the part before it becomes a child.
    mutating func chain() {
        let last = levels.count - 1
        levels[last].chain += 1
        levels[last].run = 0
        deepest = max(deepest, levels[last].total)
    }

    /// Opens a level. The list of levels stops growing once the limit is passed.
    mutating func open() {
        token()
        if deepest <= Nesting.limit { levels.append(Level(base: levels[levels.count - 1].total)) }
    }

    mutating func close() {
        if levels.count > 1 { levels.removeLast() }
    }

    /// Handles a semicolon inside a body.
    mutating func statementEnds() {
        levels[levels.count - 1].chain = 0
        levels[levels.count - 1].run = 0
    }
}
