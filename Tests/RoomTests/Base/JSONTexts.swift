import Testing
import TreeGuardBase

/// JSON is read strictly, and what was written is read back.
@Suite struct JSONTexts {
    @Test(
        arguments: [
            ("{}", JSON.object([])), (" [1, -2,\n\t0] ", [1, -2, 0]), ("\"a\\u00e9\\n\\\"\\ud83d\\ude00\"", "aé\n\"😀"),
            ("[true,false,null]", [true, false, nil]), ("{\"a\":{\"b\":[]}}", ["a": ["b": []]]),
            ("9223372036854775807", .number(.max)),
            // What does not fit stays as it was written.
            ("9223372036854775808", .decimal("9223372036854775808")), ("-1.50", .decimal("-1.50")),
            ("1e-3", .decimal("1e-3")),
        ] as [(String, JSON)])
    func isRead(text: String, value: JSON) throws { #expect(try JSON.parse(Array(text.utf8)) == value) }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":1,}", "{a:1}", "[1 2]", "01", "-", "1.", "1e", ".5", "-01", "\"a",
        "\"\\x\"",
        "\"\\u12\"", "\"\u{1}\"", "tru", "// x\n1", "1 2", "\u{FEFF}1", "[\"a\" \"b\"]", "\"\\u+123\"",
        String(repeating: "[", count: 100_000),
    ])
    func isRefused(text: String) { #expect(throws: JSON.Malformed.self) { try JSON.parse(Array(text.utf8)) } }

    @Test func theLineIsNamed() {
        let error = #expect(throws: JSON.Malformed.self) { try JSON.parse(Array("{\n\"a\": 1,\n<<<<<<< HEAD\n".utf8)) }
        #expect(error?.line == 3)
    }

    @Test func isReadAsItWasWritten() throws {
        let value: JSON = ["a": [1, "x\u{7}\u{2028}\\\"", nil, true], "ü": ["b": -7]]
        #expect(try JSON.parse(Array(value.text.utf8)) == value)
        #expect(try JSON.parse(Array(value.line.utf8)) == value)
    }

    @Test func ofTwoMembersTheLastCounts() throws {
        #expect(try JSON.parse(Array("{\"a\":1,\"a\":2}".utf8))["a"]?.integer == 2)
    }
}

extension JSON: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { Member($0.0, $0.1) }) }
}
