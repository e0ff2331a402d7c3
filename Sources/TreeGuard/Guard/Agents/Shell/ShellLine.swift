/// A parsed shell line: its commands in order, each with its words. Nothing is expanded.
package struct ShellLine: Sendable, Hashable {
    package var items: [Item]

    package indirect enum Item: Sendable, Hashable {
        case command(ShellCommand)
        /// A subshell, `( )` or `$( )`: a change of folder in it has no effect outside.
        case inner([Item])
    }

    /// The reason why a line cannot be parsed.
    package struct Unreadable: Error, Sendable, Hashable {
        package let why: String
    }

    package init(_ text: String) throws(Unreadable) {
        var parser = ShellParser(Array(text.utf8))
        let items = try parser.items()
        let documents = parser.documents
        self.items = items.map { $0.filled(from: documents) }
    }
}

/// One command with its words, before any expansion.
package struct ShellCommand: Sendable, Hashable {
    /// The `NAME=value` before the first word.
    package var assignments: [Assignment] = []
    package var words: [ShellWord] = []
    /// The files that its redirections write.
    package var targets: [ShellWord] = []
    /// The input that the line itself gives: a here-document or here-string.
    package var input: ShellWord?
    /// Here-documents whose text comes later.
    var documents: [Int] = []

    package struct Assignment: Sendable, Hashable {
        package var name: String
        package var value: ShellWord
    }

    var isEmpty: Bool { assignments.isEmpty && words.isEmpty && targets.isEmpty && input == nil && documents.isEmpty }
}

/// A word without its quotes.
package struct ShellWord: Sendable, Hashable {
    /// The written text, with variables and substitutions unexpanded.
    package var text: String
    /// True if the shell passes on exactly this text.
    package var isLiteral: Bool

    package init(_ text: String, isLiteral: Bool = true) {
        self.text = text
        self.isLiteral = isLiteral
    }
}

extension ShellWord {
    /// The program that the word names, as far as it is known: `$HOME/bin/treeguard` is treeguard.
    var program: String? {
        // Case-insensitive file systems find TREEGUARD, too.
        let last = (text.split(separator: "/").last.map(String.init) ?? text).lowercased()
        if isLiteral { return last }
        guard text.contains("/"), !last.contains(where: { "$`*?[]{}()~".contains($0) }) else { return nil }
        return last
    }
}

extension ShellLine.Item {
    fileprivate func filled(from documents: [Int: ShellWord]) -> ShellLine.Item {
        switch self {
        case .inner(let items): return .inner(items.map { $0.filled(from: documents) })
        case .command(var command):
            if let last = command.documents.last { command.input = documents[last] ?? ShellWord("") }
            command.documents = []
            return .command(command)
        }
    }
}
