import TreeGuardBase

/// Parses commands and words of POSIX shells and bash. It works byte by byte: every special character is ASCII.
struct ShellParser {
    let bytes: [UInt8]
    var position = 0
    var depth: Int
    /// Here-documents by number, once their text was read.
    var documents: [Int: ShellWord] = [:]
    private var awaited: [(number: Int, end: ShellWord, stripsTabs: Bool)] = []
    private var documentCount = 0

    init(_ bytes: [UInt8], depth: Int = 0) {
        self.bytes = bytes
        self.depth = depth
    }

    static let deepest = 40

    private static let skippedWords: Set<String> = [
        "if", "then", "else", "elif", "fi", "do", "done", "while", "until", "{", "}", "!", "time", "coproc",
    ]

    /// Reads everything up to the end, or to the closing parenthesis.
    mutating func items(closing: UInt8? = nil) throws(ShellLine.Unreadable) -> [ShellLine.Item] {
        guard depth < ShellParser.deepest else { throw ShellLine.Unreadable(why: "it is too deeply nested") }
        depth += 1
        defer { depth -= 1 }
        var items: [ShellLine.Item] = []
        var command = ShellCommand()
        var openCases = 0
        var isPattern = false
        func finish() {
            if !command.isEmpty { items.append(.command(command)) }
            command = ShellCommand()
        }
        while true {
            skipBlanks()
            guard let byte = next else {
                guard closing == nil else { throw ShellLine.Unreadable(why: "a parenthesis is not closed") }
                finish()
                return items
            }
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: "|"):
                position += 1
                if byte == UInt8(ascii: ";"), next == byte, openCases > 0 { isPattern = true }
                finish()
                if byte == UInt8(ascii: "\n") { items += try awaitedDocuments() }
            case UInt8(ascii: "&") where peek(1) != UInt8(ascii: ">"):
                position += 1
                finish()
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "("):
                position += 1
                if isPattern { continue }
                if next == UInt8(ascii: "("), skipArithmetic() { continue }
                if command.words.count == 1, take(UInt8(ascii: ")")) {
                    // A function: its commands count at its definition.
                    command = ShellCommand()
                } else {
                    guard command.words.isEmpty else { throw ShellLine.Unreadable(why: "a parenthesis is in the way") }
                    items.append(.inner(try self.items(closing: UInt8(ascii: ")"))))
                }
            case UInt8(ascii: ")"):
                position += 1
                if openCases > 0, isPattern {
                    isPattern = false
                    command = ShellCommand()
                } else {
                    guard closing == byte else { throw ShellLine.Unreadable(why: "a parenthesis closes nothing") }
                    finish()
                    return items
                }
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
                items += try redirection(of: &command)
            default:
                let (word, isPlain, inner) = try word()
                items += inner.map { .inner($0) }
                if isPlain, command.isEmpty {
                    if word.text == "case" { (openCases, isPattern) = (openCases + 1, true) }
                    if word.text == "esac" { (openCases, isPattern) = (max(0, openCases - 1), false) }
                    if Self.skippedWords.contains(word.text) || word.text == "esac" { continue }
                    if word.text == "[[" {
                        items += try condition().map { .inner($0) }
                        continue
                    }
                }
                give(word, isPlain, to: &command)
            }
        }
    }

    private func give(_ word: ShellWord, _ isPlain: Bool, to command: inout ShellCommand) {
        // `2>file`: the number belongs to the redirection.
        if isPlain, word.text.utf8.allSatisfy(\.isDigit), let next = next, "<>".utf8.contains(next) { return }
        let parts = word.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts[0].hasSuffix("+") ? parts[0].dropLast() : parts[0]
        guard command.words.isEmpty, parts.count == 2, ShellParser.isName(name) else {
            command.words.append(word)
            return
        }
        command.assignments.append(
            ShellCommand.Assignment(
                name: String(name), value: ShellWord(String(parts[1]), isLiteral: word.isLiteral)))
    }

    /// Reads `[[ ... ]]`, in which `<`, `>` and `(` have other meanings: only substitutions in it run.
    private mutating func condition() throws(ShellLine.Unreadable) -> [[ShellLine.Item]] {
        var inner: [[ShellLine.Item]] = []
        while true {
            skipBlanks()
            guard let byte = next else { throw ShellLine.Unreadable(why: "[[ is not closed") }
            if "\n;&|()<>".utf8.contains(byte) {
                position += 1
                continue
            }
            let (word, isPlain, found) = try word()
            inner += found
            if isPlain, word.text == "]]" { return inner }
        }
    }

    private mutating func redirection(of command: inout ShellCommand) throws(ShellLine.Unreadable)
        -> [ShellLine.Item]
    {
        var sign: [UInt8] = []
        while let byte = next, "<>&|-".utf8.contains(byte), sign.count < 3 {
            if byte == UInt8(ascii: "-"), sign != Array("<<".utf8) { break }
            if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "|"), sign.count > 1 { break }
            sign.append(byte)
            position += 1
        }
        let name = String(decoding: sign, as: UTF8.self)
        if name == "<" || name == ">", take(UInt8(ascii: "(")) {
            command.words.append(ShellWord("/dev/fd/63", isLiteral: false))
            return [.inner(try items(closing: UInt8(ascii: ")")))]
        }
        skipBlanks()
        guard next != nil else { throw ShellLine.Unreadable(why: "a redirection leads nowhere") }
        let (word, isPlain, inner) = try word()
        switch name {
        case "<<", "<<-":
            command.documents.append(documentCount)
            awaited.append((documentCount, ShellWord(word.text, isLiteral: !isPlain), name == "<<-"))
            documentCount += 1
        case "<<<": command.input = word
        case "<", "<&", "<>": break
        default:
            if !word.text.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: "-") }) { command.targets.append(word) }
        }
        return inner.map { .inner($0) }
    }

    /// Reads the here-documents that the line before began. Unless the end mark is quoted, substitutions in the text
    /// run.
    private mutating func awaitedDocuments() throws(ShellLine.Unreadable) -> [ShellLine.Item] {
        var items: [ShellLine.Item] = []
        for awaited in awaited {
            let text = document(until: awaited.end.text, stripsTabs: awaited.stripsTabs)
            var word = ShellWord(text, isLiteral: true)
            if !awaited.end.isLiteral {
                var inside = ShellParser(Array(text.utf8), depth: depth)
                items += try inside.substitutionsOfDocument().map { .inner($0) }
                word.isLiteral = !text.contains { "$`\\".contains($0) }
            }
            documents[awaited.number] = word
        }
        awaited = []
        return items
    }
}
