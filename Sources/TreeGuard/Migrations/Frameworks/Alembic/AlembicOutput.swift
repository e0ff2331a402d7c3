import TreeGuardBase
import TreeGuardSchema

extension ProgramRendering {
    /// The frames that Alembic's renderer writes: a line `ok ID LENGTH` or `failed ID LENGTH`, then as many bytes and a newline.
    static func ofAlembic(in output: [UInt8]) -> [String: ProgramRendering] {
        var found: [String: ProgramRendering] = [:]
        var rest = output[...]
        while let end = rest.firstIndex(of: 0x0A) {
            let words = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
            rest = rest[(end + 1)...]
            guard words.count == 3, let length = Int(words[2]), length >= 0, length <= rest.count else { break }
            let text = String(decoding: rest.prefix(length), as: UTF8.self)
            found[String(words[1])] = words[0] == "ok" ? .sql(migrationAlone(text)) : .unavailable(text)
            rest = rest.dropFirst(length + 1)
        }
        return found
    }

    /// The migration's own statements: without the transaction around them, and without the rows that Alembic writes
    /// into its own table, which the ledger answers for.
    static func migrationAlone(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        // What stands before the first step makes the table itself.
        let start =
            lines.firstIndex { $0.hasPrefix("-- Running upgrade ") || $0.hasPrefix("-- Running downgrade ") }.map {
                $0 + 1
            } ?? lines.endIndex
        return lines[start...].filter { line in
            !["BEGIN;", "COMMIT;"].contains(line) && !isRecord(line)
        }.joined(separator: "\n")
    }

    private static func isRecord(_ line: Substring) -> Bool {
        let words = line.split(separator: " ")
        guard words.count > 4, line.utf8.contains(where: { $0 == UInt8(ascii: "'") }) else { return false }
        switch (words[0], words[1]) {
        case ("INSERT", "INTO"): return words[3] == "(version_num)" && words[4] == "VALUES"
        case ("UPDATE", _):
            return words[2] == "SET" && words[3].hasPrefix("version_num=") && line.contains(".version_num =")
        case ("DELETE", "FROM"): return words[3] == "WHERE" && words[4].hasSuffix(".version_num")
        default: return false
        }
    }
}
