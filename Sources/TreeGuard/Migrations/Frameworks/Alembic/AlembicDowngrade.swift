import TreeGuardBase
import TreeGuardSchema

extension ProgramDowngrade {
    /// Reads the body of `downgrade()`.
    init(alembicScript script: [UInt8]) {
        let lines = SourceText(bytes: script).text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { $0.hasPrefix("def downgrade(") }) else {
            self = .refused
            return
        }
        var isInText = false
        let body = lines[(start + 1)...].prefix { $0.isEmpty || $0.first?.isWhitespace == true || $0.first == "#" }
            .map { $0.drop(while: \.isWhitespace) }
            .filter { line in
                let marks = ProgramDowngrade.marks(in: line)
                defer { if marks % 2 == 1 { isInText.toggle() } }
                return !isInText && marks == 0 && !line.isEmpty && !line.hasPrefix("#")
            }
        if body.contains(where: { $0.hasPrefix("raise ") }) {
            self = .refused
        } else {
            self = body.allSatisfy { $0.hasPrefix("pass") || $0 == "..." } ? .empty : .written
        }
    }

    /// How often a text begins or ends in the line.
    private static func marks(in line: Substring) -> Int {
        var count = 0
        var rest = line
        while let mark = rest.firstRange(of: "\"\"\"") {
            count += 1
            rest = rest[mark.upperBound...]
        }
        return count
    }
}
