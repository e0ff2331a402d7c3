import TreeGuardSQL
import TreeGuardSchema

/// A file's bytes as the statements in it.
enum SQLText {
    static func instructions(_ bytes: [UInt8]) -> [Instruction] { SQL.instructions(in: SourceText(bytes: bytes).text) }
}
