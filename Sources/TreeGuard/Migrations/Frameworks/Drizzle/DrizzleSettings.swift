import TreeGuardBase

/// The settings of `drizzle.config.ts` about migrations, as far as they are literal: the file is read, never run.
struct DrizzleSettings: Hashable, Sendable {
    /// nil where it is computed; drizzle's own default where nothing is said.
    var out: String?
    /// nil where nothing is said of it, or where it is computed.
    var table: String?
    var schema: String?
    /// True if the ledger's name follows from something that only running the file would tell.
    var isComputed = false

    static let fileNames = ["ts", "mts", "js", "mjs", "cjs", "json"].map { "drizzle.config.\($0)" }

    init(_ bytes: [UInt8]) {
        let tokens = Token.all(in: bytes)
        out = "./drizzle"
        if let index = Token.value(of: "out", in: tokens[...]) { out = tokens[index].text }
        guard let start = Token.value(of: "migrations", in: tokens[...]) else { return }
        guard tokens[start] == .sign(UInt8(ascii: "{")) else {
            isComputed = true
            return
        }
        let block = tokens[(start + 1)...].prefix { $0 != .sign(UInt8(ascii: "}")) }
        func option(_ name: String) -> (text: String?, isComputed: Bool) {
            guard let index = Token.value(of: name, in: block) else { return (nil, false) }
            return (tokens[index].text, tokens[index].text == nil)
        }
        let (table, schema) = (option("table"), option("schema"))
        (self.table, self.schema) = (table.text, schema.text)
        isComputed = table.isComputed || schema.isComputed
    }

    /// The folder that `out` means, seen from the folder of the file; nil where it is computed or leaves the repository.
    func folder(from base: RepositoryPath) -> RepositoryPath? {
        guard let out, !out.hasPrefix("/") else { return nil }
        var parts = base.components
        for part in out.split(separator: "/") where part != "." {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(String(part))
            }
        }
        return RepositoryPath(parts.joined(separator: "/"))
    }
}

/// A word, a text or a sign of a script; comments and spaces are passed over.
private enum Token: Hashable {
    case word(String)
    /// Between quotes, with nothing in it that would have to be computed.
    case text(String)
    case sign(UInt8)

    var text: String? { if case .text(let text) = self { text } else { nil } }

    /// The index of what follows `name:`, or `"name":`, where it is the whole value.
    static func value(of name: String, in tokens: ArraySlice<Token>) -> Int? {
        tokens.indices.first { index in
            (tokens[index] == .word(name) || tokens[index] == .text(name)) && index + 2 < tokens.endIndex
                && tokens[index + 1] == .sign(UInt8(ascii: ":"))
        }.map { start in
            let value = start + 2
            let ends: Set<Token> = [.sign(UInt8(ascii: ",")), .sign(UInt8(ascii: "}"))]
            let isWhole = value + 1 >= tokens.endIndex || ends.contains(tokens[value + 1])
            // `"./" + name` begins with a text and is not one.
            return tokens[value].text == nil || isWhole ? value : value + 1
        }
    }

    static func all(in bytes: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if rest.starts(with: "//".utf8) {
                rest = rest.drop { $0 != UInt8(ascii: "\n") }
            } else if rest.starts(with: "/*".utf8) {
                rest = rest.dropFirst(2)
                while !rest.isEmpty, !rest.starts(with: "*/".utf8) { rest = rest.dropFirst() }
                rest = rest.dropFirst(2)
            } else if "\"'`".utf8.contains(byte) {
                let text = rest.dropFirst().prefix { $0 != byte }
                let isComputed = text.contains(UInt8(ascii: "\\")) || byte == UInt8(ascii: "`") && text.contains(0x24)
                tokens.append(isComputed ? .sign(byte) : .text(String(decoding: text, as: UTF8.self)))
                rest = rest.dropFirst(text.count + 2)
            } else if isWord(byte) {
                let word = rest.prefix(while: isWord)
                tokens.append(.word(String(decoding: word, as: UTF8.self)))
                rest = rest.dropFirst(word.count)
            } else {
                if byte > 0x20 { tokens.append(.sign(byte)) }
                rest = rest.dropFirst()
            }
        }
        return tokens
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
    }
}
