/// A shell line taken apart: what would run, in order, and what each command is given. Nothing is expanded.
package struct ShellLine: Sendable, Hashable {
    package var items: [Item]

    package indirect enum Item: Sendable, Hashable {
        case command(ShellCommand)
        /// In a shell of its own, `( )` or `$( )`: to change folders in there changes nothing outside.
        case inner([Item])
    }

    /// Why a line cannot be read.
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

/// One command with its words, before the shell expands any.
package struct ShellCommand: Sendable, Hashable {
    /// `NAME=value` before the first word.
    package var assignments: [Assignment] = []
    package var words: [ShellWord] = []
    /// The files that its redirections write.
    package var targets: [ShellWord] = []
    /// The input from the line itself: a here-document, a here-string.
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
    /// The text as written; variables and substitutions stand in it as they are.
    package var text: String
    /// True if the shell hands on exactly this text.
    package var isLiteral: Bool

    package init(_ text: String, isLiteral: Bool = true) {
        self.text = text
        self.isLiteral = isLiteral
    }
}

extension ShellWord {
    /// The program that it names where a command begins, as far as that is known: `$HOME/bin/treeguard` is treeguard.
    var program: String? {
        // Some file systems find TREEGUARD, too.
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
