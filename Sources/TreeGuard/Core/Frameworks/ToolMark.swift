/// A comment by which a migration tool knows its own files: `-- +goose Up`.
package struct ToolMark: Hashable, Sendable {
    /// The framework's id.
    let tool: String
    /// What the comment begins with, after its dashes, in lower case with single spaces.
    let text: String
    /// Whether what follows undoes the migration.
    let isWayDown: Bool

    static let all = [
        ToolMark(tool: "goose", text: "+goose down", isWayDown: true),
        ToolMark(tool: "goose", text: "+goose", isWayDown: false),
        ToolMark(tool: "sql-migrate", text: "+migrate down", isWayDown: true),
        ToolMark(tool: "sql-migrate", text: "+migrate", isWayDown: false),
        ToolMark(tool: "micrate", text: "+micrate down", isWayDown: true),
        ToolMark(tool: "micrate", text: "+micrate", isWayDown: false),
        ToolMark(tool: "dbmate", text: "migrate:down", isWayDown: true),
        ToolMark(tool: "dbmate", text: "migrate:up", isWayDown: false),
        ToolMark(tool: "rambler", text: "rambler down", isWayDown: true),
        ToolMark(tool: "rambler", text: "rambler up", isWayDown: false),
        ToolMark(tool: "node-pg-migrate", text: "down migration", isWayDown: true),
        ToolMark(tool: "node-pg-migrate", text: "up migration", isWayDown: false),
        ToolMark(tool: "tern", text: "create above / drop below", isWayDown: true),
        ToolMark(tool: "liquibase", text: "liquibase formatted sql", isWayDown: false),
        ToolMark(tool: "graphile-migrate", text: "! previous:", isWayDown: false),
    ]

    /// The tool of the first mark in the text; with `onlyWayDown`, of the first that begins a way down.
    package static func first(in bytes: [UInt8], onlyWayDown: Bool) -> String? {
        for line in bytes.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            guard let comment = comment(of: line) else { continue }
            for mark in all where (mark.isWayDown || !onlyWayDown) && begins(comment, with: mark.text) {
                return mark.tool
            }
        }
        return nil
    }

    /// What a line says after `--`, its first sixty characters, spaces made single, letters made small.
    private static func comment(of line: ArraySlice<UInt8>) -> String? {
        var rest = line
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard rest.starts(with: "--".utf8) else { return nil }
        rest = rest.drop { " \t-".utf8.contains($0) }
        var text: [UInt8] = []
        for byte in rest.prefix(60) {
            let isSpace = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
            if isSpace, text.last == UInt8(ascii: " ") { continue }
            text.append(isSpace ? UInt8(ascii: " ") : byte.lowercased)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func begins(_ comment: String, with mark: String) -> Bool {
        guard comment.utf8.starts(with: mark.utf8) else { return false }
        // "up migration for orders" is prose; "up migration" is a mark.
        guard mark.hasSuffix("migration") else { return true }
        return comment.utf8.dropFirst(mark.utf8.count).allSatisfy { !$0.isLetter && !$0.isDigit }
    }
}
