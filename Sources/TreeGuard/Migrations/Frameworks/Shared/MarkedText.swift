import TreeGuardSchema

/// A file that holds the way up and the way down, cut at the marks of its tool. Every line keeps its number.
package struct MarkedText: Hashable, Sendable {
    /// The framework's id, by the first mark that is more than a word.
    package let tool: String
    package let up: String
    /// nil where no mark begins a way down.
    package let down: String?
    /// True if the tool runs the way up outside of a transaction, statement by statement.
    package let isWithoutTransaction: Bool
    /// Why nobody can tell which statements would run; nil where that is clear.
    package let doubt: String?

    /// nil where the text has no marks.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        // Most files have none, and may be large.
        var marks: [MarkLine] = []
        MarkedText.forEachLine(of: bytes) { line in if let mark = MarkLine(line) { marks.append(mark) } }
        guard !marks.isEmpty else { return nil }
        // What a tool's own mark says outweighs words that may be prose.
        let isPlainWord = marks.allSatisfy(\.mark.isPlainWord)
        var sections = MarkedSections()
        MarkedText.forEachLine(of: bytes) { line in
            sections.add(line, MarkLine(line).flatMap { $0.mark.isPlainWord == isPlainWord ? $0 : nil })
        }
        guard let tool = sections.tool else { return nil }
        self.tool = tool
        up = sections.up
        down = sections.hasDown ? sections.down : nil
        isWithoutTransaction = sections.isWithoutTransaction
        doubt = sections.doubt
    }

    /// Lines with their ends: `\n`, `\r\n`, or `\r` alone, at which PostgreSQL ends a comment as well.
    private static func forEachLine(of bytes: [UInt8], _ body: (ArraySlice<UInt8>) -> Void) {
        var start = 0
        var index = 0
        while index < bytes.count {
            let isReturn = bytes[index] == 0x0D
            index += 1
            guard isReturn || bytes[index - 1] == 0x0A else { continue }
            if isReturn, index < bytes.count, bytes[index] == 0x0A { index += 1 }
            body(bytes[start..<index])
            start = index
        }
        if start < bytes.count { body(bytes[start...]) }
    }
}

/// The sections of a marked file while its lines are read.
private struct MarkedSections {
    private enum Section { case beforeMarks, up, down }

    /// Every line with its section; nil for the marks themselves.
    private var lines: [(section: Section?, bytes: ArraySlice<UInt8>)] = []
    private var section = Section.beforeMarks
    private var marks: [ToolMark] = []
    private var substitutes = false
    private(set) var isWithoutTransaction = false

    mutating func add(_ line: ArraySlice<UInt8>, _ mark: MarkLine?) {
        guard let found = mark else {
            lines.append((section, line))
            return
        }
        lines.append((nil, line))
        marks.append(found.mark)
        switch found.mark.meaning {
        case .up: section = .up
        case .down: section = .down
        case .remark: break
        }
        note(found)
    }

    private mutating func note(_ line: MarkLine) {
        let words = line.comment.split(separator: " ").map(String.init)
        switch line.mark.tool {
        // goose takes it for the whole file, wherever it stands.
        case "goose" where words.starts(with: ["+goose", "no", "transaction"]): isWithoutTransaction = true
        case "goose" where words.count == 3 && words[1].hasPrefix("envsub") && words[2] == "on": substitutes = true
        case "sql-migrate" where section != .down && words.contains("notransaction"): isWithoutTransaction = true
        case "dbmate" where section != .down && words.contains("transaction:false"): isWithoutTransaction = true
        default: break
        }
    }

    /// The bare words `-- up` and `-- down` are prose where no statement stands below them.
    var tool: String? {
        if let mark = marks.first(where: { $0.tool != ToolMark.bareWords }) { return mark.tool }
        return hasDown && holdsStatements(in: .down) ? ToolMark.bareWords : nil
    }

    private var isCut: Bool { marks.contains { $0.meaning != .remark } }
    private var hasUp: Bool { marks.contains { $0.meaning == .up } }
    var hasDown: Bool { marks.contains { $0.meaning == .down } }
    private var beginsWithUp: Bool { tool.map(ToolMark.beginningWithUp.contains) ?? true }

    /// The text above the first mark belongs to the way up where the tool reads it so.
    var up: String { text(of: isCut ? (beginsWithUp ? [.beforeMarks, .up] : [.up]) : [.beforeMarks]) }
    var down: String { text(of: [.down]) }

    var doubt: String? {
        if substitutes { return "goose replaces ${...} in it by values of its environment" }
        guard !beginsWithUp, tool.map(ToolMark.cutting.contains) ?? false else { return nil }
        if !hasUp { return "no mark in it begins the way up" }
        return holdsStatements(in: .beforeMarks) ? "statements stand above its first mark" : nil
    }

    /// Lines of other sections are left empty, so that every line keeps its number.
    private func text(of sections: Set<Section>) -> String {
        var bytes: [UInt8] = []
        for (section, line) in lines {
            bytes += section.map(sections.contains) ?? false ? line : line.drop { !MarkedSections.isEnd($0) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func holdsStatements(in section: Section) -> Bool {
        SourceText(bytes: Array(text(of: [section]).utf8)).notes.isDisjoint(with: [.empty, .commentsOnly])
    }

    private static func isEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
