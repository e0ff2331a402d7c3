import TreeGuardBase

/// A comment by which a migration tool knows its own files, or one section of a file: `-- +goose Up`.
package struct ToolMark: Hashable, Sendable {
    package enum Meaning: Hashable, Sendable {
        /// The statements below it are the migration.
        case up
        /// The statements below it undo the migration.
        case down
        /// The tool's own comment, below which the section goes on.
        case remark
    }

    /// The framework's id.
    let tool: String
    /// The beginning of the comment, after its dashes, in lower case with single spaces.
    let text: String
    let meaning: Meaning
    /// True if nothing but punctuation may follow: the words alone are common in prose.
    let isWholeLine: Bool

    init(_ tool: String, _ text: String, _ meaning: Meaning, isWholeLine: Bool = false) {
        self.tool = tool
        self.text = text
        self.meaning = meaning
        self.isWholeLine = isWholeLine
    }

    /// True if its text is an ordinary comment as well, of which only the whole file tells what it is.
    var isPlainWord: Bool { tool == ToolMark.bareWords || tool == "node-pg-migrate" }

    /// The longer text before the shorter one that it begins with.
    static let all =
        [
            ToolMark("goose", "+goose up", .up), ToolMark("goose", "+goose down", .down),
            ToolMark("goose", "+goose", .remark),
            ToolMark("sql-migrate", "+migrate up", .up), ToolMark("sql-migrate", "+migrate down", .down),
            ToolMark("sql-migrate", "+migrate", .remark),
            ToolMark("micrate", "+micrate up", .up), ToolMark("micrate", "+micrate down", .down),
            ToolMark("micrate", "+micrate", .remark),
            ToolMark("dbmate", "migrate:up", .up), ToolMark("dbmate", "migrate:down", .down),
            ToolMark("rambler", "rambler up", .up), ToolMark("rambler", "rambler down", .down),
            ToolMark("node-pg-migrate", "up migration", .up, isWholeLine: true),
            ToolMark("node-pg-migrate", "down migration", .down, isWholeLine: true),
            ToolMark("tern", "create above / drop below", .down),
            ToolMark("mybatis", "//@undo", .down), ToolMark("mybatis", "// @undo", .down),
            ToolMark("play-evolutions", "!ups", .up, isWholeLine: true),
            ToolMark("play-evolutions", "!downs", .down, isWholeLine: true),
            ToolMark("shmig", "==== up ====", .up), ToolMark("shmig", "==== down ====", .down),
            ToolMark("liquibase", "liquibase formatted sql", .remark),
            ToolMark("graphile-migrate", "! previous:", .remark),
        ] + words(["up", "+up", "@up", "migrate up"], .up) + words(["down", "+down", "@down", "migrate down"], .down)

    private static func words(_ words: [String], _ meaning: Meaning) -> [ToolMark] {
        words.map { ToolMark(bareWords, $0, meaning, isWholeLine: true) }
    }

    /// The id under which files go that carry bare words and no known tool's marks.
    static let bareWords = "up-and-down"
    /// Tools whose way up begins with the file: their files need no mark above it.
    static let beginningWithUp: Set<String> = ["tern", "node-pg-migrate", "mybatis", bareWords]
    /// Tools that cut their files at all.
    static let cutting = Set(all.lazy.filter { $0.meaning != .remark }.map(\.tool))
}

/// One line of a file, as tools look at it: strings and block comments are no concern of theirs.
struct MarkLine {
    let mark: ToolMark
    /// The whole comment, as `ToolMark.text` is written.
    let comment: String

    init?(_ line: some Collection<UInt8>) {
        guard let comment = MarkLine.comment(of: line.prefix { $0 != 0x0A && $0 != 0x0D }),
            let mark = ToolMark.all.first(where: { MarkLine.begins(comment, with: $0) })
        else { return nil }
        self.mark = mark
        self.comment = comment
    }

    /// The text of a line after `--` (or Play's `#`): its first sixty characters, spaces made single, letters made
    /// small.
    private static func comment(of line: some Collection<UInt8>) -> String? {
        var rest = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) {
            rest = rest.dropFirst(3).drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        }
        guard rest.starts(with: "--".utf8) || rest.first == UInt8(ascii: "#") else { return nil }
        rest = rest.drop { " \t-#".utf8.contains($0) }
        var text: [UInt8] = []
        for byte in rest.prefix(60) {
            let isSpace = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
            if isSpace, text.last == UInt8(ascii: " ") { continue }
            text.append(isSpace ? UInt8(ascii: " ") : byte.lowercased)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func begins(_ comment: String, with mark: ToolMark) -> Bool {
        guard comment.utf8.starts(with: mark.text.utf8) else { return false }
        let rest = comment.utf8.dropFirst(mark.text.utf8.count)
        // "up migration for orders" is prose; "up migration" is a mark.
        if mark.isWholeLine { return rest.allSatisfy { !$0.isLetter && !$0.isDigit && $0 < 0x80 } }
        guard let last = mark.text.utf8.last, last.isLetter, let next = rest.first else { return true }
        return !next.isLetter && !next.isDigit
    }
}
