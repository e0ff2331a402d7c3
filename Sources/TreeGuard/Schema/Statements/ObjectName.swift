/// The name of an object, as PostgreSQL folds it: lower case unless it was quoted, cut at 63 bytes.
package struct ObjectName: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// nil where the text leaves it to the search path.
    package var schema: String?
    package var name: String

    package init(schema: String? = nil, _ name: String) {
        self.schema = schema
        self.name = name
    }

    /// The name as a person would write it in SQL.
    package var description: String {
        schema.map { quotedIdentifier($0) + "." + quotedIdentifier(name) } ?? quotedIdentifier(name)
    }

    package static func < (a: ObjectName, b: ObjectName) -> Bool {
        (a.schema ?? "", a.name) < (b.schema ?? "", b.name)
    }
}

/// An identifier in double quotes where PostgreSQL would fold it otherwise.
package func quotedIdentifier(_ name: String) -> String {
    let plain = name.utf8.enumerated().allSatisfy { position, byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "$"): position > 0
        default: false
        }
    }
    return plain && !name.isEmpty
        ? name
        : "\""
            + name.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
}

/// A type as the parser reads it: `varchar(20)` and `character varying(20)` are one value.
package struct TypeName: Hashable, Sendable, CustomStringConvertible {
    /// `pg_catalog` is left out, so that built-in types have no schema.
    package var name: ObjectName
    /// `(20)`, `(10,2)`, or the fields of an interval.
    package var modifiers: [String]
    /// 0 or 1: PostgreSQL accepts `[3][]` and remembers `[]`.
    package var arrayDimensions: Int
    package var isSet: Bool

    package init(_ name: ObjectName, modifiers: [String] = [], arrayDimensions: Int = 0, isSet: Bool = false) {
        self.name = name
        self.modifiers = modifiers
        self.arrayDimensions = arrayDimensions
        self.isSet = isSet
    }

    /// In the server's own spelling: "character varying(20)".
    package var description: String {
        let arguments = modifiers.isEmpty ? "" : "(" + modifiers.joined(separator: ",") + ")"
        let array = String(repeating: "[]", count: arrayDimensions)
        return (isSet ? "SETOF " : "") + spelled(withModifiers: arguments) + array
    }

    private func spelled(withModifiers arguments: String) -> String {
        guard name.schema == nil else { return name.description + arguments }
        return switch name.name {
        case "int2": "smallint"
        case "int4": "integer"
        case "int8": "bigint"
        case "float4": "real"
        case "float8": "double precision"
        case "bool": "boolean"
        case "bpchar": "character" + arguments
        case "varchar": "character varying" + arguments
        case "varbit": "bit varying" + arguments
        case "timestamptz": "timestamp\(arguments) with time zone"
        case "timestamp": "timestamp\(arguments) without time zone"
        case "timetz": "time\(arguments) with time zone"
        case "time": "time\(arguments) without time zone"
        case "numeric": "numeric" + arguments
        // Quoted, or it would be read back as character(1).
        case "char": "\"char\""
        // Its modifiers are words: "day to second(3)".
        case "interval" where modifiers.first?.first?.isLetter == true:
            "interval " + modifiers.joined(separator: " ")
        default: name.description + arguments
        }
    }
}
