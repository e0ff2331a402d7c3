import TreeGuardSchema

/// The body of a DO block in PL/pgSQL, where it is plain DDL: `BEGIN ddl; ... END`, with the two idioms that make it
/// harmless to run twice, `EXCEPTION WHEN ... THEN NULL` and `IF [NOT] EXISTS (query) THEN ... END IF`.
struct DoBlock {
    private var statements: [Statement.Guarded] = []
    private var blocks = 0
    private var conditions = 0
    private var isHandling = false
    /// More than this in each other is no idiom of anybody's, and would end our stack.
    private static let deepest = 50

    /// nil for whatever is more than that: nobody can tell what it does without running it.
    static func statements(in body: String, at range: SourceRange) -> [Statement.Guarded]? {
        guard let parts = parts(of: body), !parts.isEmpty else { return nil }
        var block = DoBlock()
        for part in parts { guard block.read(Substring(part), range) else { return nil } }
        return block.blocks == 0 && block.conditions == 0 && !block.statements.isEmpty ? block.statements : nil
    }

    /// The body cut at its semicolons; nil where it holds what psql would read.
    private static func parts(of body: String) -> [String]? {
        var body = body
        return body.withUTF8 { utf8 in
            guard let base = utf8.baseAddress else { return nil }
            let bytes = Bytes(base: base, count: utf8.count)
            let pieces = Scanner.pieces(of: bytes)
            guard pieces.blanks.isEmpty, pieces.all.allSatisfy({ if case .sql = $0.kind { true } else { false } })
            else { return nil }
            return pieces.all.map { bytes.text($0.start..<$0.end) }
        }
    }

    private mutating func read(_ part: Substring, _ range: SourceRange) -> Bool {
        let text = part.trimmingSpace
        switch text.firstWord {
        case "": return true
        case "BEGIN":
            guard !isHandling, blocks < DoBlock.deepest else { return false }
            blocks += 1
            return read(text.dropFirst(5), range)
        case "EXCEPTION":
            guard blocks > 0, conditions == 0, !isHandling else { return false }
            isHandling = true
            statements = statements.map { Statement.Guarded($0.statement, isConditional: true) }
            return handler(text.dropFirst(9).trimmingSpace)
        case "WHEN": return isHandling && handler(text)
        case "END": return end(text.dropFirst(3).trimmingSpace)
        case "NULL", "RAISE": return blocks > 0 && text.firstWordCount == (text.firstWord == "NULL" ? text.count : 5)
        case "IF": return condition(text.dropFirst(2).trimmingSpace, range)
        default: return statement(text, range)
        }
    }

    private mutating func end(_ rest: Substring) -> Bool {
        switch rest.firstWord {
        case "IF":
            conditions -= 1
            return conditions >= 0
        case "":
            blocks -= 1
            isHandling = false
            return blocks >= 0 && conditions == 0
        default: return false
        }
    }

    /// `WHEN duplicate_object THEN NULL`, or nothing but a message.
    private func handler(_ text: Substring) -> Bool {
        guard text.firstWord == "WHEN", let (_, action) = text.split(atWord: "THEN") else { return false }
        return ["", "NULL", "RAISE"].contains(action.trimmingSpace.firstWord)
    }

    /// Reads a condition that only tells if the work was done before: `IF NOT EXISTS (SELECT ...) THEN statement`.
    private mutating func condition(_ text: Substring, _ range: SourceRange) -> Bool {
        guard !isHandling, conditions < DoBlock.deepest, let (condition, first) = text.split(atWord: "THEN") else {
            return false
        }
        var test = condition.trimmingSpace
        if test.firstWord == "NOT" { test = test.dropFirst(3).trimmingSpace }
        guard test.firstWord == "EXISTS" else { return false }
        let query = test.dropFirst(6).trimmingSpace
        guard query.first == "(", query.last == ")", SQL.expression(in: "EXISTS " + query) != nil else { return false }
        conditions += 1
        return read(first, range)
    }

    private mutating func statement(_ text: Substring, _ range: SourceRange) -> Bool {
        // A block within a block is no definition; reading it would go as deep as it does.
        guard blocks > 0, !isHandling, text.firstWord != "DO" else { return false }
        let read = SQL.statements(in: String(text))
        guard read.count == 1, let inner = read.first, inner.kind.isDefinition else { return false }
        let statement = Statement(inner.kind, clauses: inner.clauses, at: range)
        statements.append(Statement.Guarded(statement, isConditional: conditions > 0))
        return true
    }
}

extension Statement.Kind {
    /// Rows, sessions and transactions are PL/pgSQL's own business.
    fileprivate var isDefinition: Bool {
        switch self {
        case .setSearchPath, .setting, .transaction, .data, .doBlock, .block, .unverifiable, .unanalysable: false
        default: true
        }
    }
}

extension Substring {
    fileprivate var trimmingSpace: Substring {
        var text = drop { $0.isWhitespace }
        while text.hasPrefix("--") { text = text.drop { !$0.isNewline }.drop { $0.isWhitespace } }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    fileprivate var firstWord: String { prefix { $0.isLetter || $0 == "_" }.uppercased() }
    fileprivate var firstWordCount: Int { prefix { $0.isLetter || $0 == "_" }.count }

    /// The text before and after a word outside quotes and parentheses.
    fileprivate func split(atWord word: String) -> (Substring, Substring)? {
        var depth = 0
        var quote: Character?
        var previous: Character = " "
        var position = startIndex
        while position < endIndex {
            let character = self[position]
            if quote != nil {
                if character == quote { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "(" {
                depth += 1
            } else if character == ")" {
                depth -= 1
            } else if depth == 0, !previous.isLetter, !previous.isNumber, previous != "_",
                self[position...].firstWord == word
            {
                return (self[..<position], self[position...].drop { $0.isLetter || $0 == "_" })
            }
            previous = character
            position = index(after: position)
        }
        return nil
    }
}
