import TreeGuardBase

/// The part of JSON Schema 2020-12 that our schemas use: type, properties, required, additionalProperties, items, enum,
/// const, $ref into $defs, pattern, minimum and oneOf. A keyword that it does not know is an error, not a pass.
package struct JSONSchema: Sendable {
    private let root: JSON

    package init(_ root: JSON) { self.root = root }

    private static let annotations: Set<String> = ["$schema", "title", "description", "$defs"]

    /// The violations of the schema in the value, with their places; empty if there are none.
    package func complaints(about value: JSON) -> [String] { complaints(value, root, at: "$") }

    private func complaints(_ value: JSON, _ schema: JSON, at place: String) -> [String] {
        guard case .object(let keywords) = schema else { return ["\(place): the schema is no object"] }
        return keywords.flatMap { complaints(value, keyword: $0.name, $0.value, in: schema, at: place) }
    }

    private func complaints(
        _ value: JSON, keyword: String, _ argument: JSON, in schema: JSON, at place: String
    ) -> [String] {
        switch (keyword, argument) {
        case ("type", .string(let type)): return value.isOf(type) ? [] : ["\(place): is no \(type)"]
        case ("type", .array(let types)):
            return types.contains { if case .string(let type) = $0 { value.isOf(type) } else { false } }
                ? [] : ["\(place): is of none of the types"]
        case ("const", _): return value == argument ? [] : ["\(place): is not \(argument.line)"]
        case ("enum", .array(let choices)):
            return choices.contains(value) ? [] : ["\(place): \(value.line) is none of \(argument.line)"]
        case ("minimum", .number(let least)):
            if case .number(let number) = value, number < least { return ["\(place): is less than \(least)"] }
            return []
        case ("pattern", .string(let pattern)): return mismatch(value, pattern, at: place)
        case ("$ref", .string(let reference)):
            guard let target = definition(reference) else { return ["\(place): \(reference) is not defined"] }
            return complaints(value, target, at: place)
        case ("oneOf", .array(let schemas)):
            let results = schemas.map { complaints(value, $0, at: place) }
            let count = results.count(where: \.isEmpty)
            if count == 1 { return [] }
            return count > 1 ? ["\(place): fits more than one"] : results.min { $0.count < $1.count } ?? []
        case ("items", _):
            guard case .array(let values) = value else { return [] }
            return values.enumerated().flatMap { complaints($1, argument, at: "\(place)[\($0)]") }
        case ("properties", .object(let properties)):
            return properties.flatMap { property in
                value[property.name].map { complaints($0, property.value, at: "\(place).\(property.name)") } ?? []
            }
        case ("required", .array(let names)):
            guard case .object = value else { return [] }
            return names.compactMap { name in
                if case .string(let name) = name, value[name] != nil { return nil }
                return "\(place): has no \(name.line)"
            }
        case ("additionalProperties", .bool(false)): return unknownMembers(value, schema, at: place)
        case _ where JSONSchema.annotations.contains(keyword): return []
        default: return ["\(place): the schema says \(keyword), which is not understood"]
        }
    }

    private func mismatch(_ value: JSON, _ pattern: String, at place: String) -> [String] {
        guard case .string(let text) = value else { return [] }
        guard let regex = try? Regex(pattern) else { return ["\(place): \(pattern) is no pattern"] }
        return text.contains(regex) ? [] : ["\(place): \(value.line) does not match \(pattern)"]
    }

    private func definition(_ reference: String) -> JSON? {
        guard reference.hasPrefix("#/$defs/") else { return nil }
        return root["$defs"]?[String(reference.dropFirst("#/$defs/".count))]
    }

    private func unknownMembers(_ value: JSON, _ schema: JSON, at place: String) -> [String] {
        guard case .object(let members) = value else { return [] }
        return members.filter { schema["properties"]?[$0.name] == nil }.map { "\(place): \($0.name) is not known" }
    }
}

extension JSON {
    fileprivate func isOf(_ type: String) -> Bool {
        switch (type, self) {
        case ("null", .null), ("boolean", .bool), ("integer", .number), ("number", .number), ("string", .string),
            ("array", .array), ("object", .object):
            true
        default: false
        }
    }
}
