import Glibc

/// Splits a text into statements and psql commands. Of SQL's grammar it knows only quotes, comments and semicolons.
///
/// libpg_query has a splitter too, but it knows neither psql's commands nor the rows after COPY, and it holds the
/// tokens of the whole text at once.
struct Scanner {
    let bytes: Bytes
    private var index = 0
    private var pieces = Pieces()
    private var draft: Draft?

    /// The largest INSERT to parse: the tree of a larger one would take forty times as much memory.
    static let largestInsert = 1 << 20
    /// The largest text whose INSERTs are parsed. Rows are unverifiable anyway, and parsing 300,000 of them takes seven
    /// seconds.
    static let largestText = 4 << 20

    private init(_ bytes: Bytes) { self.bytes = bytes }

    static func pieces(of bytes: Bytes) -> Pieces {
        var scanner = Scanner(bytes)
        while scanner.index < bytes.count { scanner.step() }
        scanner.finish()
        return scanner.pieces
    }

    private mutating func step() {
        let start = index
        let byte = bytes.base[start]
        switch byte {
        case 0x09...0x0D, 0x20:
            index += 1
        case UInt8(ascii: "-") where bytes[start + 1] == UInt8(ascii: "-"):
            let end = bytes.endOfLine(from: start)
            trivia(to: end)
        case UInt8(ascii: "/") where bytes[start + 1] == UInt8(ascii: "*"):
            trivia(to: bytes.endOfBlockComment(at: start))
        case UInt8(ascii: ";"):
            semicolon()
        case UInt8(ascii: "\\"):
            metaCommand()
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            token(to: bytes.endOfQuoted(at: start))
        case UInt8(ascii: "$"):
            token(to: bytes.endOfDollarQuoted(at: start) ?? start + 1)
        case UInt8(ascii: "e"), UInt8(ascii: "E"):
            if bytes[start + 1] == UInt8(ascii: "'") { token(to: endOfEscapeString(at: start + 1)) } else { word() }
        case UInt8(ascii: "("), UInt8(ascii: "["):
            token(to: start + 1) { $0.nesting.open() }
        case UInt8(ascii: ")"), UInt8(ascii: "]"):
            token(to: start + 1) { $0.nesting.close() }
        case UInt8(ascii: ","):
            token(to: start + 1) { $0.nesting.separator() }
        case UInt8(ascii: ":"):
            colon()
        case 0x30...0x39:
            var end = start + 1
            while Lexical.startsName(bytes[end]) || Lexical.isDigit(bytes[end]) || bytes[end] == UInt8(ascii: ".") {
                end += 1
            }
            token(to: end)
        default:
            if Lexical.startsName(byte) { word() } else { token(to: start + 1) }
        }
    }

    private mutating func token(to end: Int, _ seen: (inout Draft) -> Void = { $0.nesting.token() }) {
        let end = min(end, bytes.count)
        var draft = draft ?? Draft(start: index)
        self.draft = nil
        seen(&draft)
        if draft.opening == nil { draft.opening = .other }
        draft.end = end
        if containsNUL(index..<end) { draft.reason = "it contains a NUL byte" }
        self.draft = draft
        index = end
    }

    private mutating func word() {
        let start = index
        var end = start + 1
        while Lexical.continuesName(bytes[end]) { end += 1 }
        if draft == nil { draft = Draft(start: start) }
        draft?.word(at: start, to: end, of: bytes)
        draft?.end = end
        index = end
    }

    /// Skips a comment, which is not part of a statement, unless it contains a NUL byte.
    private mutating func trivia(to end: Int) {
        if containsNUL(index..<end) {
            token(to: end)
        } else {
            index = end
        }
    }

    private func containsNUL(_ range: Range<Int>) -> Bool {
        memchr(bytes.base + range.lowerBound, 0, range.count) != nil
    }

    /// The end of an E'' string. It may continue after a line break, with the same escapes.
    private func endOfEscapeString(at start: Int) -> Int {
        var end = bytes.endOfQuoted(at: start, escapes: true)
        while end < bytes.count {
            var next = end
            while next < bytes.count, Lexical.isSpace(bytes.base[next]) { next += 1 }
            let brokeLine = (end..<next).contains { Lexical.endsLine(bytes.base[$0]) }
            guard brokeLine, bytes[next] == UInt8(ascii: "'") else { break }
            end = bytes.endOfQuoted(at: next, escapes: true)
        }
        return end
    }

    private mutating func colon() {
        let start = index
        let next = bytes[start + 1]
        if next == UInt8(ascii: ":") || next == UInt8(ascii: "=") { return token(to: start + 2) }
        let isVariable =
            Lexical.startsName(next) || next == UInt8(ascii: "'") || next == UInt8(ascii: "\"")
            || next == UInt8(ascii: "{")
        token(to: start + 1) {
            $0.nesting.token()
            if isVariable, $0.variable == nil { $0.variable = start }
        }
    }

    private mutating func semicolon() {
        guard var draft else {
            index += 1
            return
        }
        if draft.keepsSemicolon {
            draft.nesting.statementEnds()
            draft.end = index + 1
            self.draft = draft
            index += 1
            return
        }
        let readsRows = draft.readsRows
        finish(endsBatch: readsRows)
        index += 1
        if readsRows { skipRows() }
    }

    private mutating func finish(endsBatch: Bool = false) {
        guard let draft else { return }
        self.draft = nil
        pieces.all.append(
            Piece(
                kind: kind(of: draft), start: draft.start, end: draft.end, variable: draft.variable,
                endsBatch: endsBatch))
    }

    private func kind(of draft: Draft) -> Piece.Kind {
        if let reason = draft.reason { return .unreadable(reason) }
        if draft.opening == .insert, isOnlyNamed(draft) { return .largeData("INSERT") }
        guard draft.nesting.deepest <= Nesting.limit else {
            return .unreadable("it may be nested more than \(Nesting.limit) levels deep")
        }
        return .sql
    }

    private func isOnlyNamed(_ insert: Draft) -> Bool {
        insert.end - insert.start > Scanner.largestInsert || insert.nesting.deepest > Nesting.limit
            || bytes.count > Scanner.largestText && insert.variable == nil
    }

    /// Skips the rows, which begin on the line after the command.
    private mutating func skipRows() {
        var start = index
        while start < bytes.count, bytes.base[start] != 0x0A { start += 1 }
        start = min(start + 1, bytes.count)
        if let end = bytes.endOfCopiedRows(from: start) {
            index = end
            pieces.all[pieces.all.count - 1].rows = start..<bytes.startOfLine(before: end)
        } else {
            index = bytes.count
            guard let command = pieces.all.last else { return }
            pieces.all.append(
                Piece(
                    kind: .unreadable("the rows of COPY ... FROM stdin do not end with \\."), start: command.start,
                    end: command.end))
        }
    }

    private mutating func metaCommand() {
        let start = index
        if bytes[start + 1] == UInt8(ascii: ";") {
            finish(endsBatch: true)
            index += 2
            return
        }
        let end = bytes.endOfMetaCommand(at: start)
        let command = MetaCommand(bytes.text(start + 1..<end))
        index = end
        guard draft != nil else {
            pieces.all.append(Piece(kind: .metaCommand(command), start: start, end: bytes.trimmed(start..<end)))
            if command.readsRows { skipRows() }
            return
        }
        switch command.insideStatement {
        case .runs:
            finish(endsBatch: true)
        case .nothing:
            pieces.blanks.append(start..<end)
        case .spoils(let reason):
            draft?.reason = reason
            draft?.end = bytes.trimmed(start..<end)
            finish()
        }
    }
}
