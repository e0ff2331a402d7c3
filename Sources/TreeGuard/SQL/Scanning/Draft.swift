/// The statement that the scanner is in: what it has seen of it so far.
struct Draft {
    enum Opening { case create, copy, insert, other }

    let start: Int
    /// The end of the last token: what trails is not part of the statement.
    var end: Int
    var opening: Opening?
    var nesting = Nesting()
    var reason: String?
    /// The first `:name` outside of quotes: psql's, or a slice of an array.
    var variable: Int?
    /// CREATE RULE is the one statement with semicolons inside parentheses.
    var isRule = false
    /// Open blocks of a body in SQL: `BEGIN ATOMIC`, and every CASE inside.
    var blocks = 0
    var lastWordWasBegin = false
    var lastWordWasFrom = false
    var readsRows = false

    init(start: Int) {
        self.start = start
        end = start
    }

    mutating func word(at start: Int, to end: Int, of bytes: Bytes) {
        let length = end - start
        func reads(_ word: StaticString) -> Bool { bytes.isWord(word, at: start, length: length) }
        defer {
            lastWordWasBegin = length == 5 && reads("BEGIN")
            lastWordWasFrom = length == 4 && reads("FROM")
        }
        guard let opening else {
            self.opening = reads("CREATE") ? .create : reads("COPY") ? .copy : reads("INSERT") ? .insert : .other
            nesting.token()
            return
        }
        switch bytes.base[start] & 0xDF {
        case UInt8(ascii: "A") where reads("AND"), UInt8(ascii: "O") where reads("OR"),
            UInt8(ascii: "W") where reads("WHEN"), UInt8(ascii: "T") where reads("THEN"),
            UInt8(ascii: "E") where reads("ELSE"):
            nesting.separator()
        case UInt8(ascii: "U") where reads("UNION"), UInt8(ascii: "I") where reads("INTERSECT"),
            UInt8(ascii: "E") where reads("EXCEPT"), UInt8(ascii: "J") where reads("JOIN"):
            nesting.chain()
        case UInt8(ascii: "C") where reads("CASE"):
            if blocks > 0 { blocks += 1 }
            nesting.open()
        case UInt8(ascii: "E") where reads("END"):
            if blocks > 0 { blocks -= 1 }
            nesting.close()
        case UInt8(ascii: "A") where opening == .create && lastWordWasBegin && reads("ATOMIC"):
            blocks = 1
        case UInt8(ascii: "R") where opening == .create && reads("RULE"):
            isRule = true
        case UInt8(ascii: "S") where opening == .copy && lastWordWasFrom && reads("STDIN"):
            readsRows = true
        default:
            nesting.token()
        }
    }

    /// True if a semicolon here belongs to the statement.
    var keepsSemicolon: Bool { blocks > 0 || isRule && nesting.isInParentheses }
}
