import TreeGuardBase
import TreeGuardSchema

/// The words of one statement's text, for writing a similar statement. It accepts any text, also one that the parser
/// refused: a quote may be open to the end.
struct StatementWords {
    let text: String
    let words: [Substring]

    /// - Parameter limit: the number of words to read; the rest is ignored.
    init(_ text: String, limit: Int = .max) {
        self.text = text
        var words: [Substring] = []
        var rest = text[...]
        while words.count < limit, let word = StatementWords.next(&rest) { words.append(word) }
        self.words = words
    }

    func isWord(_ index: Int, _ word: String) -> Bool {
        words.indices.contains(index) && words[index].lowercased() == word
    }

    /// The next word, name (with its dots), string or sign; comments and spaces are skipped.
    private static func next(_ rest: inout Substring) -> Substring? {
        skipSpace(&rest)
        guard let first = rest.first else { return nil }
        let start = rest.startIndex
        if "(),;".contains(first) {
            rest.removeFirst()
        } else {
            while let character = rest.first, !character.isWhitespace, !"(),;".contains(character) {
                switch character {
                case "'", "\"": skipQuoted(&rest, character)
                case "$": skipDollar(&rest)
                default: rest.removeFirst()
                }
            }
        }
        return rest.base[start..<rest.startIndex]
    }

    private static func skipSpace(_ rest: inout Substring) {
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if rest.hasPrefix("--") {
                rest = rest.drop { !$0.isNewline }
            } else if rest.hasPrefix("/*") {
                guard let end = rest.firstRange(of: "*/") else { return skipAll(&rest) }
                rest = rest[end.upperBound...]
            } else {
                return
            }
        }
    }

    /// `removeAll` would create another text, with other positions.
    private static func skipAll(_ rest: inout Substring) { rest = rest[rest.endIndex...] }

    /// Skips a quoted string. A doubled quote reads as two adjacent strings, which gives the same result here.
    private static func skipQuoted(_ rest: inout Substring, _ quote: Character) {
        rest.removeFirst()
        rest = rest.drop { $0 != quote }
        if !rest.isEmpty { rest.removeFirst() }
    }

    private static func skipDollar(_ rest: inout Substring) {
        let tag = rest.dropFirst().prefix { $0 == "_" || $0.isLetter || $0.isNumber }
        let mark = "$" + tag + "$"
        guard rest.hasPrefix(mark) else {
            rest.removeFirst()
            return
        }
        rest = rest[rest.utf8.index(rest.startIndex, offsetBy: mark.utf8.count)...]
        guard let end = rest.firstRange(of: mark) else { return skipAll(&rest) }
        rest = rest[end.upperBound...]
    }
}

extension StatementWords {
    /// The table that INSERT, UPDATE, DELETE or COPY writes to, if it writes to no other.
    var writtenTable: ObjectName? {
        let starts = [
            ["insert", "into"], ["update"], ["delete", "from"], ["copy"], ["truncate", "table"], ["truncate"],
        ]
        guard let start = starts.first(where: { start in start.indices.allSatisfy { isWord($0, start[$0]) } }) else {
            return nil
        }
        var index = start.count
        if isWord(index, "only") { index += 1 }
        guard words.indices.contains(index) else { return nil }
        let rest = words.indices.dropFirst(index + 1)
        let writesElsewhere = rest.contains { index in
            switch words[index].lowercased() {
            case "insert", "delete", "merge", "truncate": true
            // ON CONFLICT DO UPDATE
            case "update": !isWord(index - 1, "do")
            case ",": start[0] == "truncate"
            default: false
            }
        }
        return writesElsewhere ? nil : ObjectName(text: words[index])
    }

    /// True for a query that calls no user-defined function.
    var onlyReads: Bool {
        guard isWord(0, "select"), !words.contains(where: { $0.lowercased() == "into" }) else { return false }
        return words.indices.dropFirst().allSatisfy { index in
            words[index] != "(" || StatementWords.harmless.contains(words[index - 1].lowercased())
        }
    }

    private static let harmless: Set<String> = [
        "count", "sum", "min", "max", "avg", "exists", "in", "coalesce", "and", "or", "not", "where", "from", "select",
        "as", "on", "any", "all", "(", ",", "=", "now", "version", "join",
    ]

    /// The object of COMMENT ON as written: `TABLE s.t`.
    var commentedWords: Substring? {
        guard isWord(0, "comment"), isWord(1, "on"), words.count > 4, isWord(words.count - 2, "is") else { return nil }
        return text[words[2].startIndex..<words[words.count - 3].endIndex]
    }

    /// The kind of the object that ALTER changes, in PostgreSQL's words.
    var alteredKind: String? {
        guard isWord(0, "alter") else { return nil }
        return StatementWords.kinds.first { kind in
            kind.split(separator: " ").enumerated().allSatisfy { isWord($0 + 1, $1.lowercased()) }
        }
    }

    /// Longer kinds come before the shorter ones that they begin with.
    private static let kinds = [
        "MATERIALIZED VIEW", "FOREIGN TABLE", "FOREIGN DATA WRAPPER", "TEXT SEARCH CONFIGURATION",
        "TEXT SEARCH DICTIONARY", "TEXT SEARCH PARSER", "TEXT SEARCH TEMPLATE", "EVENT TRIGGER", "TABLE", "VIEW",
        "INDEX", "SEQUENCE", "TYPE", "DOMAIN", "FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE", "SCHEMA", "EXTENSION",
        "COLLATION", "CONVERSION", "LANGUAGE", "PUBLICATION", "SERVER", "STATISTICS", "TRIGGER", "POLICY", "RULE",
        "ROLE", "USER", "GROUP",
    ]

    var dropsView: Bool { isWord(0, "drop") && isWord(1, "view") }

    /// The statement with CREATE OR REPLACE; nil for a kind that cannot be replaced.
    var orReplacing: String? {
        guard isWord(0, "create") else { return nil }
        if isWord(1, "or") { return text }
        guard ["function", "procedure", "view", "trigger"].contains(where: { isWord(1, $0) }) else { return nil }
        return "CREATE OR REPLACE" + text[words[0].endIndex...]
    }

    /// CREATE INDEX CONCURRENTLY in a form that can be run twice, and in a form for a transaction; nil for any other
    /// statement.
    var buildingAlone: (alone: String, otherwise: String)? {
        guard isWord(0, "create"), let word = words.prefix(4).firstIndex(where: { $0.lowercased() == "concurrently" })
        else { return nil }
        let head = text[..<words[word].startIndex]
        let tail = text[words[word].endIndex...]
        let isConditional = isWord(word + 1, "if")
        let condition = isConditional ? "" : " IF NOT EXISTS"
        return ("\(head)\(words[word])\(condition)\(tail)", "\(head)\(tail.drop(while: \.isWhitespace))")
    }

    /// The REVOKE for a GRANT; nil for a GRANT with further clauses.
    var revoking: String? {
        guard isWord(0, "grant"), let to = words.indices.last(where: { isWord($0, "to") }), to + 1 < words.count else {
            return nil
        }
        let options = words.indices.first { $0 > to && (isWord($0, "with") || isWord($0, "granted")) }
        let last = (options ?? words.endIndex) - 1
        guard to > 1, last > to else { return nil }
        let roles = text[words[to + 1].startIndex..<words[last].endIndex]
        return "REVOKE \(text[words[1].startIndex..<words[to - 1].endIndex]) FROM \(roles)"
    }
}
