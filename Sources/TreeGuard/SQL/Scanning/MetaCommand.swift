import TreeGuardSchema

/// A command of psql, which no server ever sees.
struct MetaCommand {
    let name: String
    private let arguments: [String]

    /// `text` follows the backslash.
    init(_ text: String) {
        let words = text.split { $0.isWhitespace }
        let startsWithName = text.first.map { !$0.isWhitespace } ?? false
        name = startsWithName ? words.first.map(String.init) ?? "" : ""
        arguments = words.dropFirst(startsWithName ? 1 : 0).map { $0.lowercased() }
    }

    /// `\copy table from stdin`: rows follow, as they do after COPY.
    var readsRows: Bool {
        guard name == "copy", let from = arguments.firstIndex(of: "from") else { return false }
        return from + 1 < arguments.count && ["stdin", "stdin;"].contains(arguments[from + 1])
    }

    /// The meaning on a line of its own.
    var meaning: Statement.Kind {
        switch name {
        case "copy", "lo_import", "lo_unlink": .data(command: "\\" + name)
        case "i", "ir", "include", "include_relative":
            .unanalysable(reason: "psql's \\\(name) runs another file, which was not read")
        case "if", "elif", "else", "endif":
            .unanalysable(reason: "psql's \\\(name) decides at run time which statements run")
        case "c", "connect": .unanalysable(reason: "psql's \\\(name) goes on in another session or database")
        case "!": .unanalysable(reason: "psql's \\! runs a program of the shell")
        case "q", "quit": .unanalysable(reason: "psql's \\\(name) ends the file here")
        default:
            MetaCommand.harmless.contains(name) || name.first == "d"
                ? .withoutEffect(command: "\\" + name)
                : .unanalysable(reason: "psql's \\\(name) is not understood")
        }
    }

    /// The effect on the statement that it interrupts.
    enum Interruption {
        /// Ends and runs it, like a semicolon.
        case runs
        case nothing
        case spoils(String)
    }

    var insideStatement: Interruption {
        switch name {
        case "g", "gx", "gset": .runs
        case "gexec": .spoils("psql's \\gexec runs what the query returns")
        default:
            if case .withoutEffect = meaning, name != "r", name != "reset" {
                .nothing
            } else {
                .spoils("psql's \\\(name) interrupts the statement")
            }
        }
    }

    private static let harmless: Set<String> = [
        "a", "C", "cd", "conninfo", "copyright", "echo", "encoding", "errverbose", "f", "getenv", "h", "H", "help",
        "html", "l", "list", "o", "out", "p", "print", "prompt", "pset", "qecho", "r", "reset", "restrict", "s", "set",
        "setenv", "sf", "sv", "t", "T", "timing", "unrestrict", "unset", "w", "warn", "write", "x", "z", "?",
    ]
}

extension Bytes {
    /// The end of the line, or the `\\` that separates a command from what follows on it.
    func endOfMetaCommand(at start: Int) -> Int {
        let lineEnd = endOfLine(from: start)
        var index = start + 1
        if index + 1 < lineEnd, base[index] == UInt8(ascii: "\\") { return index + 1 }
        while index < lineEnd {
            if base[index] == UInt8(ascii: "'") {
                index = min(endOfQuoted(at: index, escapes: true), lineEnd)
            } else if base[index] == UInt8(ascii: "\\"), self[index + 1] == UInt8(ascii: "\\") {
                return index + 2
            } else {
                index += 1
            }
        }
        return lineEnd
    }

    /// The end of a range without the white space at its end.
    func trimmed(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, Lexical.isSpace(base[end - 1]) { end -= 1 }
        return end
    }
}
