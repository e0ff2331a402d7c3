import TestSupport
import Testing
import TreeGuardSQL
import TreeGuardSchema

/// Texts that end the process, or its memory, where nobody looks.
@Suite struct Hostile {
    private static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    @Test(arguments: [
        repeated("(", 5000) + "1" + repeated(")", 5000),
        "1" + repeated("+1", 20_000), repeated("NOT ", 20_000) + "a", repeated("- ", 20_000) + "a",
        "a" + repeated("::int", 20_000), "ARRAY" + repeated("[", 9000) + "1" + repeated("]", 9000),
        repeated("f(", 5000) + "a" + repeated(")", 5000), repeated("(SELECT ", 3000) + "1" + repeated(")", 3000),
        repeated("CASE WHEN a THEN b ELSE ", 3000) + "1" + repeated(" END", 3000),
        "(SELECT 1" + repeated(" UNION SELECT 1, 2", 20_000) + ")",
        "(SELECT 1 FROM a" + repeated(" JOIN b ON x AND y", 20_000) + ")", repeated("(", 100_000),
        repeated("CASE ", 100_000), repeated("'a' || 'b' || ", 10_000) + "'c'",
    ])
    func whatIsNestedTooDeeplyIsUnanalysable(expression: String) throws {
        let kinds = kinds("SELECT 1; ALTER TABLE t ADD CHECK (\(expression)); SELECT 2;")
        #expect(kinds.count == 3)
        #expect(kinds.first == .withoutEffect(command: "SELECT"))
        if case .unanalysable = try kinds[at: 1] {} else { Issue.record("was read: \(kinds[1])") }
        #expect(kinds.last == .withoutEffect(command: "SELECT"))
    }

    @Test(arguments: [
        repeated("(", 900) + "1" + repeated(")", 900), "1" + repeated("+1", 450), repeated("NOT ", 900) + "a",
        "a" + repeated("::int", 300), repeated("f(", 450) + "a" + repeated(")", 450),
        repeated("(SELECT ", 450) + "1" + repeated(")", 450),
        repeated("CASE WHEN a THEN b ELSE ", 400) + "1" + repeated(" END", 400),
        "(SELECT 1" + repeated(" UNION SELECT 1, 2", 900) + ")",
    ])
    func whatIsNestedDeeplyIsRead(expression: String) {
        #expect(reasons("ALTER TABLE t ADD CHECK (\(expression))") == [])
        #expect(reasons("CREATE VIEW v AS SELECT \(expression)") == [])
    }

    @Test func tenThousandAndsAreRead() throws {
        let text = "a = 0" + Hostile.repeated(" AND a = 1", 10_000)
        guard case .and(let parts) = try #require(SQL.expression(in: text)) else {
            Issue.record("is no AND")
            return
        }
        #expect(parts.count == 10_001)
    }

    @Test func manyInsertsAreReadOneByOne() {
        let insert = "INSERT INTO t (a, b, c) VALUES (1, 'some text; that -- is /* long', now());\n"
        let count = 20 * 1024 * 1024 / insert.utf8.count
        let statements = SQL.statements(in: Hostile.repeated(insert, count) + "CREATE TABLE t (a int);")
        #expect(statements.count == count + 1)
        #expect(statements.dropLast().allSatisfy { $0.kind == .data(command: "INSERT") })
        #expect(statements.last?.range.line == count + 1)
    }

    @Test func oneHugeInsertIsOnlyNamed() throws {
        let rows = Hostile.repeated("(1, 'some text'),\n", 1_000_000)
        let kinds = kinds("CREATE TABLE t (a int);\nINSERT INTO t VALUES\n" + rows + "(2, 'x');\nDROP TABLE u;")
        #expect(kinds.count == 3)
        #expect(try kinds[at: 1] == .data(command: "INSERT"))
    }

    @Test func oneHugeBodyIsRead() throws {
        let kinds = kinds("DO $x$" + Hostile.repeated("begin null; end; -- ' \" $y$\n", 400_000) + "$x$; SELECT 1")
        #expect(kinds.count == 2)
        guard case .doBlock(_, let body) = try kinds[at: 0] else {
            Issue.record("is no DO block")
            return
        }
        #expect(body.utf8.count > 10_000_000)
    }

    /// Every text a mutation of real ones: the answer does not matter, that there is one does.
    @Test(arguments: 0..<8)
    func mutatedTextsNeverEndTheProcess(seed: UInt64) {
        var random = Xorshift(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
        let source = Array(Corpus.text.utf8)
        let spice = Array("'\"$;()[]\\:-/*E\u{0}\n\r é$$,.".utf8)
        for _ in 0..<60 {
            let start = Int.random(in: 0..<source.count - 1, using: &random)
            var text = Array(source[start..<min(source.count, start + 1500)])
            for _ in 0..<Int.random(in: 1...20, using: &random) {
                let at = Int.random(in: 0..<text.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: text[at] = spice.randomElement(using: &random) ?? 0
                case 1: text.insert(spice.randomElement(using: &random) ?? 0, at: at)
                case 2: text.remove(at: at)
                default: text.insert(contentsOf: text[at..<min(text.count, at + 40)], at: 0)
                }
            }
            let read = SourceText(bytes: text)
            for statement in SQL.statements(in: read.text) {
                #expect(statement.range.offset >= 0 && statement.range.length > 0)
                #expect(statement.range.offset + statement.range.length <= read.text.utf8.count)
            }
        }
    }
}
