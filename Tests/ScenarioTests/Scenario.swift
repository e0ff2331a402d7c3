/// A session at a shell as a text file, with what must come of it. `Scenarios/README.md` says how one is written.
struct Scenario: Equatable {
    var parts: [Part]

    enum Part: Equatable {
        /// A comment or an empty line, kept as it is.
        case prose(String)
        /// A file to write before the next command runs.
        case file(path: String, lines: [String])
        /// A throwaway server with the databases `production` and `local`.
        case needsDatabase
        case step(Step)
    }

    /// One command, and what is expected of it.
    struct Step: Equatable {
        /// The line, counting from 1.
        var line: Int
        var mustSucceed: Bool
        var command: [String]
        var exit: Int32?
        /// nil where nothing is said of it; then it may be anything.
        var output: [String]?
        var error: [String]?
    }
}

extension Scenario {
    /// A line that is not understood where it stands.
    struct Misunderstood: Error, Equatable {
        let line: Int
        let text: String
    }

    init(_ text: String) throws(Misunderstood) {
        parts = []
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
        if lines.last == "" { lines.removeLast() }
        while let line = lines.first {
            let number = lines.startIndex + 1
            lines.removeFirst()
            if line.isEmpty || line.hasPrefix("#") {
                parts.append(.prose(line))
            } else if line.hasPrefix("--- "), line.hasSuffix(" ---"), line.count > 8 {
                let content = lines.prefix { $0 != "---" }
                guard content.endIndex < lines.endIndex else { throw Misunderstood(line: number, text: line) }
                lines = lines[(content.endIndex + 1)...]
                parts.append(.file(path: String(line.dropFirst(4).dropLast(4)), lines: Array(content)))
            } else if line.hasPrefix("$ ") || line.hasPrefix("! ") {
                parts.append(.step(Step(line: number, first: line, rest: &lines)))
            } else if line == "needs: postgresql" {
                parts.append(.needsDatabase)
            } else {
                throw Misunderstood(line: number, text: line)
            }
        }
    }

    var text: String { parts.map(\.text).joined() }
}

extension Scenario.Step {
    fileprivate init(line: Int, first: String, rest: inout ArraySlice<String>) {
        self.init(line: line, mustSucceed: first.hasPrefix("$"), command: [String(first.dropFirst(2))])
        while let next = rest.first {
            if next.hasPrefix("> "), output == nil, error == nil, exit == nil {
                command.append(String(next.dropFirst(2)))
                rest.removeFirst()
            } else if next.hasPrefix("exit: "), let code = Int32(next.dropFirst(6)) {
                exit = code
                rest.removeFirst()
            } else if next == "stdout:" {
                rest.removeFirst()
                output = Self.block(&rest)
            } else if next == "stderr:" {
                rest.removeFirst()
                error = Self.block(&rest)
            } else {
                return
            }
        }
    }

    /// Lines that are indented by two spaces, and the empty ones between them.
    private static func block(_ rest: inout ArraySlice<String>) -> [String] {
        var block: [String] = []
        while let line = rest.first {
            if line.hasPrefix("  ") {
                block.append(String(line.dropFirst(2)))
            } else if line.isEmpty, rest.drop(while: \.isEmpty).first?.hasPrefix("  ") == true {
                block.append("")
            } else {
                break
            }
            rest.removeFirst()
        }
        return block
    }
}

extension Scenario.Part {
    /// The differences between expected (-) and actual (+), line by line.
    func difference(from happened: Scenario.Part) -> String {
        let expected = text.split(separator: "\n", omittingEmptySubsequences: false)
        let real = happened.text.split(separator: "\n", omittingEmptySubsequences: false)
        let changes = real.difference(from: expected)
        let removed = Set(changes.removals.map(\.offset))
        let inserted = Dictionary(uniqueKeysWithValues: changes.insertions.map { ($0.offset, $0.line) })
        var lines: [String] = []
        var position = 0
        for (index, line) in expected.enumerated() {
            if removed.contains(index) {
                lines.append("- \(line)")
                continue
            }
            while let line = inserted[position] {
                lines.append("+ \(line)")
                position += 1
            }
            lines.append("  \(line)")
            position += 1
        }
        while let line = inserted[position] {
            lines.append("+ \(line)")
            position += 1
        }
        return lines.joined(separator: "\n")
    }

    fileprivate var text: String {
        switch self {
        case .prose(let line): line + "\n"
        case .file(let path, let lines): (["--- \(path) ---"] + lines + ["---"]).map { $0 + "\n" }.joined()
        case .needsDatabase: "needs: postgresql\n"
        case .step(let step): step.text
        }
    }
}

extension Scenario.Step {
    fileprivate var text: String {
        var lines = [(mustSucceed ? "$ " : "! ") + command[0]] + command.dropFirst().map { "> " + $0 }
        if let exit { lines.append("exit: \(exit)") }
        if let output { lines += ["stdout:"] + output.map { $0.isEmpty ? "" : "  " + $0 } }
        if let error { lines += ["stderr:"] + error.map { $0.isEmpty ? "" : "  " + $0 } }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension CollectionDifference<Substring>.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }

    fileprivate var line: Substring {
        switch self {
        case .insert(_, let line, _), .remove(_, let line, _): line
        }
    }
}
