import TestSupport
import Testing
import TreeGuardBase

/// The validator of the schema tests is worth something only if it refuses what it must.
@Suite struct SchemaValidation {
    private static let schema = """
        {"type": "object", "required": ["name"], "additionalProperties": false,
         "properties": {
           "name": {"type": "string", "pattern": "^[a-z]+$"},
           "count": {"$ref": "#/$defs/count"},
           "version": {"type": ["string", "null"]},
           "state": {"enum": ["good", "bad"]},
           "always": {"const": 7},
           "list": {"type": "array", "items": {"type": "boolean"}},
           "either": {"oneOf": [{"type": "string"}, {"type": "integer"}]}},
         "$defs": {"count": {"type": "integer", "minimum": 0}}}
        """

    private func complaints(_ text: String, _ schema: String = schema) throws -> [String] {
        try JSONSchema(JSON(reading: schema)).complaints(about: JSON(reading: text))
    }

    @Test func whatFitsIsAccepted() throws {
        let text = """
            {"name": "a", "count": 0, "version": null, "state": "bad", "always": 7, "list": [true, false], "either": 1}
            """
        #expect(try complaints(text) == [])
    }

    @Test(
        arguments: [
            ("[]", "$: is no object"),
            ("{}", "$: has no \"name\""),
            (#"{"name": 1}"#, "$.name: is no string"),
            (#"{"name": "A1"}"#, "$.name: \"A1\" does not match ^[a-z]+$"),
            (#"{"name": "a", "more": 1}"#, "$: more is not known"),
            (#"{"name": "a", "count": -1}"#, "$.count: is less than 0"),
            (#"{"name": "a", "count": true}"#, "$.count: is no integer"),
            (#"{"name": "a", "version": 1}"#, "$.version: is of none of the types"),
            (#"{"name": "a", "state": "ugly"}"#, #"$.state: "ugly" is none of ["good","bad"]"#),
            (#"{"name": "a", "always": 8}"#, "$.always: is not 7"),
            (#"{"name": "a", "list": [true, 1]}"#, "$.list[1]: is no boolean"),
            (#"{"name": "a", "either": null}"#, "$.either: is no string"),
        ])
    func whatDoesNotFitIsNamed(text: String, complaint: String) throws {
        #expect(try complaints(text) == [complaint])
    }

    @Test func aKeywordThatIsNotUnderstoodIsNoPass() throws {
        #expect(try complaints("1", #"{"maximum": 3}"#) == ["$: the schema says maximum, which is not understood"])
        #expect(try complaints("1", ##"{"$ref": "#/$defs/x"}"##) == ["$: #/$defs/x is not defined"])
        #expect(try complaints("1", #"{"oneOf": [{"type": "integer"}, {"const": 1}]}"#) == ["$: fits more than one"])
    }

    @Test(arguments: ["", "{", "{\"a\": }", "[1 2]", "\"\u{1}\""])
    func whatIsNoJSONIsNotRead(text: String) {
        #expect(throws: (any Error).self) { try JSON(reading: text) }
    }
}
