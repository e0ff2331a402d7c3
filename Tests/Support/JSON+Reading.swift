import FoundationEssentials
import TreeGuardBase
import TreeGuardSQL

extension JSON {
    /// Reads JSON with a reader that is not ours, so that what we write is known to be JSON. Members come sorted by name.
    package init(reading text: String) throws {
        self = try JSONDecoder().decode(Reader.self, from: Data(text.utf8)).value
    }

    private struct Reader: Decodable {
        let value: JSON

        init(from decoder: any Decoder) throws {
            if let object = try? decoder.container(keyedBy: Name.self) {
                value = .object(
                    try object.allKeys.sorted { $0.stringValue < $1.stringValue }
                        .map { Member($0.stringValue, try object.decode(Reader.self, forKey: $0).value) })
                return
            }
            if var array = try? decoder.unkeyedContainer() {
                var values: [JSON] = []
                while !array.isAtEnd { values.append(try array.decode(Reader.self).value) }
                value = .array(values)
                return
            }
            let single = try decoder.singleValueContainer()
            if single.decodeNil() {
                value = .null
            } else if let bool = try? single.decode(Bool.self) {
                value = .bool(bool)
            } else if let number = try? single.decode(Int.self) {
                value = .number(number)
            } else {
                value = .string(try single.decode(String.self))
            }
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
