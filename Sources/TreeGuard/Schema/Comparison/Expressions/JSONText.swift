/// JSON in the form that jsonb compares: no spaces, keys sorted and unique, numbers by value.
enum JSONText {
    /// The canonical text; nil if the text is not JSON.
    static func canonical(_ text: String) -> String? {
        var reader = Reader(rest: Array(text.unicodeScalars)[...])
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipSpace()
        return reader.rest.isEmpty ? value : nil
    }

    private struct Reader {
        var rest: ArraySlice<Unicode.Scalar>

        mutating func skipSpace() { rest = rest.drop { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" } }

        private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            skipSpace()
            guard rest.first == scalar else { return false }
            rest = rest.dropFirst()
            return true
        }

        mutating func value(depth: Int) -> String? {
            guard depth < 100 else { return nil }
            if take("{") { return object(depth: depth) }
            if take("[") { return array(depth: depth) }
            if rest.first == "\"" { return string() }
            return word()
        }

        private mutating func object(depth: Int) -> String? {
            var members: [String: String] = [:]
            if take("}") { return "{}" }
            repeat {
                skipSpace()
                guard let key = string(), take(":"), let value = value(depth: depth + 1) else { return nil }
                members[key] = value
            } while take(",")
            guard take("}") else { return nil }
            return "{" + members.sorted { $0.key < $1.key }.map { $0.key + ":" + $0.value }.joined(separator: ",") + "}"
        }

        private mutating func array(depth: Int) -> String? {
            var elements: [String] = []
            if take("]") { return "[]" }
            repeat {
                guard let element = value(depth: depth + 1) else { return nil }
                elements.append(element)
            } while take(",")
            return take("]") ? "[" + elements.joined(separator: ",") + "]" : nil
        }

        /// A string with its quotes; nil for escapes that have other spellings.
        private mutating func string() -> String? {
            guard rest.first == "\"" else { return nil }
            var text = "\""
            rest = rest.dropFirst()
            while let scalar = rest.popFirst() {
                text.unicodeScalars.append(scalar)
                if scalar == "\"" { return text }
                guard scalar == "\\" else { continue }
                guard let escaped = rest.popFirst(), escaped != "u", escaped != "/" else { return nil }
                text.unicodeScalars.append(escaped)
            }
            return nil
        }

        private mutating func word() -> String? {
            let scalars = rest.prefix {
                $0.properties.isAlphabetic || ("0"..."9").contains($0) || "+-.".unicodeScalars.contains($0)
            }
            rest = rest.dropFirst(scalars.count)
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars)
            return ["true", "false", "null"].contains(text) ? text : DecimalText(text)?.canonical
        }
    }
}
