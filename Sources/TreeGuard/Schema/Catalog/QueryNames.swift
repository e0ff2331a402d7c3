/// The words of a query, as the parser prints it, that may be the names of what it reads.
struct QueryNames {
    private(set) var words: Set<String> = []

    init(of query: String) {
        var rest = query.utf8[...]
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "'"): _ = QueryNames.quoted(by: byte, &rest)
            case UInt8(ascii: "\""): words.insert(QueryNames.quoted(by: byte, &rest))
            case let byte where QueryNames.starts(byte):
                let word = rest.prefix(while: QueryNames.continues)
                rest = rest.dropFirst(word.count)
                words.insert(String(decoding: word, as: UTF8.self))
            default: rest = rest.dropFirst()
            }
        }
    }

    /// The text between quotes, which are doubled inside.
    private static func quoted(by quote: UInt8, _ rest: inout Substring.UTF8View) -> String {
        var content: [UInt8] = []
        rest = rest.dropFirst()
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == quote {
                guard rest.first == quote else { break }
                rest = rest.dropFirst()
            }
            content.append(byte)
        }
        return String(decoding: content, as: UTF8.self)
    }

    private static func starts(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private static func continues(_ byte: UInt8) -> Bool {
        starts(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "$")
    }

    /// True if two printed queries are the same but for the names that they give to their tables, as far as words tell.
    static func differInAliasesOnly(_ a: String, _ b: String) -> Bool {
        let texts = [a, b].map { tokens(of: $0) }
        let qualifiers = Set(
            texts.flatMap { tokens in zip(tokens, tokens.dropFirst()).filter { $0.1 == "." }.map(\.0) })
        let rest = texts.map { tokens in tokens.filter { $0 != "." && !qualifiers.contains($0) } }
        return rest[0] == rest[1]
    }

    /// Words, and every other character by itself; white space is left out.
    private static func tokens(of text: String) -> [String] {
        var tokens: [String] = []
        var word: [UInt8] = []
        for byte in Array(text.utf8) + [0x20] {
            if continues(byte) || (0x41...0x5A).contains(byte) {
                word.append(byte)
                continue
            }
            if !word.isEmpty { tokens.append(String(decoding: word, as: UTF8.self)) }
            word = []
            if byte > 0x20, byte != UInt8(ascii: "\"") { tokens.append(String(decoding: [byte], as: UTF8.self)) }
        }
        return tokens
    }
}
