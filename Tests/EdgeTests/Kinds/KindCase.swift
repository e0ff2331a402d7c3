import Testing

/// A migration that makes or changes one kind of object, what takes a part of it back, and how that is told.
struct KindCase: Sendable, CustomTestStringConvertible {
    var name: String
    /// The objects before.
    var given: String
    var migration: String
    var undo: String
    /// The line of the report that names what was undone.
    var told: String
    /// The parts that hold and cannot be compared.
    var uncompared: Set<String>
    /// The parts of the file that no catalog shows.
    var unverified: [String]

    init(
        _ name: String, given: String = "", _ migration: String, undo: String, told: String,
        uncompared: Set<String> = [], unverified: [String] = []
    ) {
        (self.name, self.given, self.migration) = (name, given, migration)
        (self.undo, self.told) = (undo, told)
        (self.uncompared, self.unverified) = (uncompared, unverified)
    }

    var testDescription: String { name }
}
