import Testing
import TreeGuardMigrations

/// A file with the marks of a tool is cut where the tool cuts it, and what undoes a migration never runs with it.
@Suite struct MarkedTexts {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var tool: String?
        var up: String
        var down: String?
        var doubt: String?

        var testDescription: String { name }

        init(_ name: String, _ text: String, _ tool: String?, up: String, down: String? = nil, doubt: String? = nil) {
            self.name = name
            self.text = text
            self.tool = tool
            self.up = up
            self.down = down
            self.doubt = doubt
        }
    }

    static let cases = [
        Case("goose", "-- +goose Up\nA;\n-- +goose Down\nB;\n", "goose", up: "\nA;\n\n\n", down: "\n\n\nB;\n"),
        Case("goose, no way down", "-- +goose Up\nA;", "goose", up: "\nA;"),
        Case(
            "goose, statements of several lines",
            "-- +goose Up\n-- +goose StatementBegin\nA; B;\n-- +goose StatementEnd\nC;\n-- +goose Down\nD;", "goose",
            up: "\n\nA; B;\n\nC;\n\n", down: "\n\n\n\n\n\nD;"),
        Case(
            "Windows line ends", "-- +goose Up\r\nA;\r\n-- +goose Down\r\nB;\r\n", "goose", up: "\r\nA;\r\n\r\n\r\n",
            down: "\r\n\r\n\r\nB;\r\n"),
        Case(
            "old Macintosh line ends", "-- +goose Up\rA;\r-- +goose Down\rB;", "goose", up: "\rA;\r\r", down: "\r\r\rB;"
        ),
        Case(
            "capitals and spaces", "  --   +GOOSE   UP  \nA;\n--+goose down\nB;", "goose", up: "\nA;\n\n",
            down: "\n\n\nB;"),
        Case(
            "byte order mark", "\u{FEFF}-- +goose Up\nA;\n-- +goose Down\nB;", "goose", up: "\nA;\n\n", down: "\n\n\nB;"
        ),
        Case(
            "way down first", "-- migrate:down\nB;\n-- migrate:up\nA;", "dbmate", up: "\n\n\nA;", down: "\nB;\n\n"),
        Case(
            "both ways in turn", "-- rambler up\nA;\n-- rambler down\nC;\n-- rambler up\nB;\n-- rambler down\nD;",
            "rambler", up: "\nA;\n\n\n\nB;\n\n", down: "\n\n\nC;\n\n\n\nD;"),
        Case(
            "no way up", "A;\n-- migrate:down\nB;", "dbmate", up: "\n\n", down: "\n\nB;",
            doubt: "no mark in it begins the way up"),
        Case(
            "statements above the marks", "A;\n-- migrate:up\nB;\n-- migrate:down\nC;", "dbmate", up: "\n\nB;\n\n",
            down: "\n\n\n\nC;", doubt: "statements stand above its first mark"),
        Case(
            "comments above the marks", "-- jobs\n/* (c) us */\n-- migrate:up\nA;\n-- migrate:down\n", "dbmate",
            up: "\n\n\nA;\n\n", down: "\n\n\n\n\n"),
        Case(
            "dbmate's options", "-- migrate:up transaction:false\nA;\n-- migrate:down transaction:false\nB;", "dbmate",
            up: "\nA;\n\n", down: "\n\n\nB;"),
        Case(
            "a mark in a string, which tools see as well", "-- migrate:up\nSELECT '\n-- migrate:down\n';", "dbmate",
            up: "\nSELECT '\n\n", down: "\n\n\n';"),
        Case(
            "a mark in a block comment", "-- migrate:up\nA;\n/*\n-- migrate:down\nB;\n*/", "dbmate",
            up: "\nA;\n/*\n\n\n", down: "\n\n\n\nB;\n*/"),
        Case(
            "a mark in a dollar quote", "-- +goose Up\nDO $$\n-- +goose Down\n$$;", "goose", up: "\nDO $$\n\n",
            down: "\n\n\n$$;"),
        Case(
            "variables", "-- +goose Up\n-- +goose ENVSUB ON\nA ${B};", "goose", up: "\n\nA ${B};",
            doubt: "goose replaces ${...} in it by values of its environment"),
        Case(
            "sql-migrate", "-- +migrate Up notransaction\nA;\n-- +migrate Down\nB;", "sql-migrate", up: "\nA;\n\n",
            down: "\n\n\nB;"),
        Case("tern", "A;\n---- create above / drop below ----\nB;", "tern", up: "A;\n\n", down: "\n\nB;"),
        Case("tern without a way down", "A;\nB;", nil, up: "A;\nB;"),
        Case(
            "node-pg-migrate", "-- Up Migration\nA;\n-- Down Migration\nB;", "node-pg-migrate", up: "\nA;\n\n",
            down: "\n\n\nB;"),
        Case(
            "node-pg-migrate, way down alone", "A;\n---- down   migration ----\nB;", "node-pg-migrate", up: "A;\n\n",
            down: "\n\nB;"),
        Case("MyBatis", "-- // jobs\nA;\n\n-- //@UNDO\nB;", "mybatis", up: "-- // jobs\nA;\n\n\n", down: "\n\n\n\nB;"),
        Case("Play", "# --- !Ups\nA;\n# --- !Downs\nB;", "play-evolutions", up: "\nA;\n\n", down: "\n\n\nB;"),
        Case(
            "Play in SQL's comments", "-- !Ups\nA;\n-- !Downs\nB;", "play-evolutions", up: "\nA;\n\n", down: "\n\n\nB;"),
        Case(
            "shmig", "-- ==== UP ====\nA;\n-- ==== DOWN ====\nB;", "shmig", up: "\nA;\n\n", down: "\n\n\nB;"),
        Case("bare words", "-- Up\nA;\n-- Down\nB;", "up-and-down", up: "\nA;\n\n", down: "\n\n\nB;"),
        Case("bare words, way down alone", "A;\n-- down:\nB;", "up-and-down", up: "A;\n\n", down: "\n\nB;"),
        Case("words with nothing below", "-- up\nA;\n-- down\n-- B;", nil, up: "-- up\nA;\n-- down\n-- B;"),
        Case("prose", "-- up migration for jobs\nA; -- down\nB;", nil, up: "-- up migration for jobs\nA; -- down\nB;"),
        Case(
            "prose beside a tool's marks", "-- migrate:up\nA;\n-- down\nB;\n-- migrate:down\nC;", "dbmate",
            up: "\nA;\n-- down\nB;\n\n", down: "\n\n\n\n\nC;"),
        Case(
            "Liquibase divides nothing", "--liquibase formatted sql\n--changeset a:1\nA;\n--rollback B;", "liquibase",
            up: "\n--changeset a:1\nA;\n--rollback B;"),
        Case("nothing", "", nil, up: ""),
        Case("an unfinished line", "-- migrate:up", "dbmate", up: ""),
    ]

    @Test(arguments: cases) func isCut(_ one: Case) {
        let marked = MarkedText(one.text)
        #expect(marked?.tool == one.tool)
        #expect(marked?.up ?? one.text == one.up)
        #expect(marked?.down == one.down)
        #expect(marked?.doubt == one.doubt)
    }

    @Test(arguments: [
        ("-- +goose NO TRANSACTION\n-- +goose Up\nA;", true),
        ("-- +goose Up\nA;\n-- +goose Down\n-- +goose no transaction\n", true),
        ("-- migrate:up transaction:false\nA;", true),
        ("-- migrate:up\nA;\n-- migrate:down transaction:false\nB;", false),
        ("-- +migrate Up notransaction\nA;", true), ("-- +migrate Up\nA;\n-- +migrate Down notransaction\nB;", false),
        ("-- +goose Up\nA;", false),
    ])
    func saysWhetherItRunsInATransaction(text: String, isWithout: Bool) {
        #expect(MarkedText(text)?.isWithoutTransaction == isWithout)
    }

    /// No line is in both ways, and each keeps its number.
    @Test(arguments: cases.filter { !$0.name.contains("Macintosh") }) func keepsItsLines(_ one: Case) {
        guard let marked = MarkedText(one.text) else { return }
        func lines(_ text: String) -> [String] {
            text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
                String(decoding: $0.filter { $0 != 0x0D }, as: UTF8.self)
            }
        }
        let (whole, up, down) = (lines(one.text), lines(marked.up), marked.down.map(lines))
        #expect(up.count == whole.count)
        for (index, line) in whole.enumerated() {
            #expect(["", line].contains(up[index]))
            guard let down else { continue }
            #expect(["", line].contains(down[index]))
            #expect(up[index].isEmpty || down[index].isEmpty)
        }
    }
}
