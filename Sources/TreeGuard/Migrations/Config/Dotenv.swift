import TreeGuardBase

/// The values of a `.env` file, read as the common tools do: `export`, quotes, comments, values over several lines,
/// `${NAME}` and `${NAME:-default}` from earlier lines and from the environment. A bare `$` stays, because passwords
/// contain it.
package struct Dotenv: Hashable, Sendable {
    package private(set) var values: [String: Redacted<String>] = [:]

    package subscript(_ name: String) -> Redacted<String>? { values[name] }

    package init(_ text: [UInt8], environment: [String: String] = [:]) {
        var reader = Reader(text)
        while let (key, value) = reader.next() {
            let isRaw = value.quote == UInt8(ascii: "'") || value.quote == UInt8(ascii: "`")
            let expanded = isRaw ? value.text : expand(value.text, environment)
            values[key] = Redacted(String(decoding: expanded, as: UTF8.self))
        }
    }

    private func expand(_ text: [UInt8], _ environment: [String: String]) -> [UInt8] {
        guard text.contains(UInt8(ascii: "$")) else { return text }
        var out: [UInt8] = []
        var rest = text[...]
        let lastBrace = text.lastIndex(of: UInt8(ascii: "}")) ?? text.startIndex
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "$") {
                out.append(UInt8(ascii: "$"))
                rest = rest.dropFirst()
                continue
            }
            // After the last closing brace there is no need to search for one again.
            guard byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "{"), rest.startIndex < lastBrace,
                let end = rest.firstIndex(of: UInt8(ascii: "}"))
            else {
                out.append(byte)
                continue
            }
            out += value(of: String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self), environment).utf8
            rest = rest[(end + 1)...]
        }
        return out
    }

    /// The value of `NAME`, `NAME:-default` or `NAME-default`. The environment wins over the file, as it does for
    /// programs that read the file.
    private func value(of expression: String, _ environment: [String: String]) -> String {
        let name = expression.utf8.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
        let key = String(decoding: name, as: UTF8.self)
        let known = environment[key] ?? values[key]?.exposed ?? ""
        let after = expression.utf8.dropFirst(name.count)
        guard known.isEmpty, let dash = after.firstIndex(of: UInt8(ascii: "-")) else { return known }
        return String(decoding: after[dash...].dropFirst(), as: UTF8.self)
    }
}

extension Dotenv {
    /// Reads one assignment after the other, and skips other lines.
    private struct Reader {
        private var rest: ArraySlice<UInt8>

        init(_ text: [UInt8]) {
            rest = text[...]
            if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        }

        mutating func next() -> (key: String, value: (text: [UInt8], quote: UInt8?))? {
            while !rest.isEmpty {
                skip { $0.isBlank || $0.isLineEnd }
                if take("export"), rest.first?.isBlank == true { skip(\.isBlank) }
                let key = rest.prefix { $0.isLetter || $0.isDigit || "_.-".utf8.contains($0) }
                let after = rest.dropFirst(key.count).drop(while: \.isBlank)
                let isAssignment = after.first == UInt8(ascii: "=")
                let isColon = after.first == UInt8(ascii: ":") && after.dropFirst().first?.isBlank == true
                guard !key.isEmpty, isAssignment || isColon else {
                    skip { !$0.isLineEnd }
                    continue
                }
                rest = after.dropFirst()
                skip(\.isBlank)
                return (String(decoding: key, as: UTF8.self), value())
            }
            return nil
        }

        private mutating func value() -> (text: [UInt8], quote: UInt8?) {
            if let quote = rest.first, "\"'`".utf8.contains(quote), let text = quoted(by: quote) {
                skip { !$0.isLineEnd }
                return (text, quote)
            }
            var line = Array(rest.prefix { !$0.isLineEnd })
            rest = rest.dropFirst(line.count)
            // A `#` begins a comment only after a blank: passwords and URLs contain it too.
            if line.first == UInt8(ascii: "#") { line = [] }
            if let comment = line.indices.dropFirst().first(where: {
                line[$0] == UInt8(ascii: "#") && line[$0 - 1].isBlank
            }) {
                line = Array(line[..<comment])
            }
            while line.last?.isBlank == true { line.removeLast() }
            return (line, nil)
        }

        /// The text up to the closing quote, over line ends; nil without a closing quote.
        private mutating func quoted(by quote: UInt8) -> [UInt8]? {
            var out: [UInt8] = []
            var ahead = rest.dropFirst()
            while let byte = ahead.popFirst() {
                if byte == quote {
                    rest = ahead
                    return out
                }
                if byte == UInt8(ascii: "\\"), let escaped = ahead.first {
                    if quote == UInt8(ascii: "\""), let meant = Reader.escapes[escaped] {
                        out.append(meant)
                        ahead = ahead.dropFirst()
                        continue
                    }
                    if escaped == quote {
                        out.append(quote)
                        ahead = ahead.dropFirst()
                        continue
                    }
                }
                if byte == 0x0D, ahead.first == 0x0A { continue }
                out.append(byte)
            }
            return nil
        }

        private static let escapes: [UInt8: UInt8] = [
            UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
            UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "\""): UInt8(ascii: "\""),
        ]

        private mutating func skip(_ passes: (UInt8) -> Bool) { rest = rest.drop(while: passes) }

        /// Skips the word if a blank follows it.
        private mutating func take(_ word: String) -> Bool {
            let after = rest.dropFirst(word.utf8.count)
            guard rest.starts(with: word.utf8), after.first?.isBlank == true else { return false }
            rest = after
            return true
        }
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
    fileprivate var isLineEnd: Bool { self == 0x0A || self == 0x0D }
}
