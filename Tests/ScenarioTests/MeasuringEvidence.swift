import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// `make evidence`: the meter itself, on a few files whose answers are known, and on programs that answer wrongly.
@Suite struct MeasuringEvidence {
    private static let files = [
        "prelude.sql": "CREATE ROLE reader;",
        "seed.sql": "INSERT INTO people VALUES (2, 'Grace');",
        "001_people.sql": "CREATE TABLE people (id int PRIMARY KEY, name text); GRANT SELECT ON people TO reader;",
        "002_ada.sql": "INSERT INTO people VALUES (1, 'Ada');",
        "003_nobody.sql": "ALTER TABLE nobody ADD a int;",
        "004_programs.sql": "COPY people FROM PROGRAM 'echo 3';",
        "005_shell.sql": "SELECT 1; \\! touch touched",
        // Only the way up counts; it does not run in a transaction, and 010 comes after 9.
        "9_index.sql": """
        -- +goose NO TRANSACTION
        -- +goose Up
        CREATE INDEX CONCURRENTLY people_name ON people (name);
        -- +goose Down
        DROP INDEX people_name;
        """,
        "010_mail/up.sql": "ALTER TABLE people ADD mail text;",
        "010_mail/down.sql": "ALTER TABLE people DROP mail;",
        "011_again.sql": "CREATE TABLE IF NOT EXISTS people (id int PRIMARY KEY, name text);",
        "012_view.up.sql": "CREATE VIEW mails AS SELECT mail FROM people;",
        "012_view.down.sql": "DROP VIEW mails;",
        "013_other.mysql.sql": "CREATE TABLE `other` (a int);",
    ]

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for (name, text) in Self.files { try folder.write(text + "\n", to: "app/migrations/\(name)") }
    }

    private func evidence(_ arguments: String...) throws -> CommandOutput {
        let program = "\(try ProjectFolder.builtPrograms())/Evidence"
        return Subprocess.run(Command(program, arguments, in: folder.path, deadline: .seconds(600)))
    }

    /// A program in treeguard's place that says this of every file, whatever it is asked.
    private func liar(_ verdict: String, _ standing: String) throws -> String {
        let migrations = (1...9).map {
            #"{"path": "migrations/0000\#($0).sql", "environments": [\#(standing)]}"#
        }
        let reply = #"{"verdict": "\#(verdict)", "migrations": [\#(migrations.joined(separator: ", "))]}"#
        let path = try folder.write("#!/bin/sh\ncat <<'END'\n\(reply)\nEND\n", to: "liar")
        try runProgram("chmod", "+x", path)
        return path
    }

    private func answers(_ path: String = "answers.jsonl") throws -> [JSON] {
        try folder.read(path).split(separator: "\n").map { try JSON.parse(Array($0.utf8)) }
    }

    /// The answers that were given at once: of one file, of five, of all.
    private func change(_ answer: JSON) -> String {
        let (moment, file) = (answer["moment"]?.string ?? "", answer["file"]?.string ?? "")
        return ["before it runs", "after it ran"].contains(moment) ? "\(moment) \(file)" : moment
    }

    private func count(_ outcome: String, _ answers: [JSON]) -> Int {
        answers.count { $0["outcome"]?.string == outcome }
    }

    @Test func treeguardIsRightAboutWhatItCanSee() throws {
        let output = try evidence("measure", "--json", "answers.jsonl", "app/migrations")
        #expect(output.end == .exited(0), "\(output.errorText)")
        let lines = output.outputText.split(separator: "\n").map(String.init)
        // Without the server's words, which change.
        #expect(
            lines.dropFirst().prefix(6).map { $0.prefix { $0 != ":" } } == [
                "app/migrations", "  does not run    003_nobody.sql   42P01",
                "  does not run    004_programs.sql   42501",
                "  does not run    005_shell.sql   line 1", "  no trace        002_ada.sql",
                "  no trace        011_again.sql",
            ])
        #expect(try lines[at: 1] == "app/migrations: 9 files, 6 run, 2 of them leave no trace in a dump")
        #expect(lines.contains("  would fail: 1 rightly, 0 falsely, 2 missed"))
        let answers = try answers()
        // Before and after each that runs, the others before; a window of five files; the whole history twice.
        #expect(answers.count == 6 + 6 + 3 + 6 * 5 + 2 * 6)
        for answer in answers where answer["leavesTrace"] == true && answer["runs"] == true {
            #expect(answer["outcome"]?.string == "right", "\(answer.line)")
        }
        #expect(count("falsely SAFE", answers) == 0)
        #expect(!Files.exists(folder.path("touched")))
    }

    /// The worst that there is, also where the file itself is said to be pending.
    @Test func aProgramThatAlwaysSaysSafeIsSeenThrough() throws {
        let output = try evidence(
            "measure", "--json", "answers.jsonl", "--treeguard", try liar("SAFE", #"{"state": "pending"}"#),
            "app/migrations")
        #expect(output.end == .exited(1))
        // A change that lacks nothing but what leaves no trace is as good as deployed; any other is not.
        for change in Dictionary(grouping: try answers(), by: change).values {
            let waiting = change.filter { $0["truth"]?.string == "pending" }
            let lacksSomething = waiting.contains { $0["leavesTrace"] == true }
            #expect(count(lacksSomething ? "falsely SAFE" : "held already", waiting) == waiting.count)
            #expect(count("right", change) == change.count - waiting.count)
        }
        #expect(output.outputText.contains("falsely SAFE    003_nobody.sql   before it runs: said applied, is pending"))
    }

    /// It stops the change, for another file's sake. Rows leave no trace, and who names them as unverified knows of them.
    @Test func aProgramThatAlwaysSaysAppliedIsSeenThrough() throws {
        let standing = #"{"state": "applied", "unverified": ["line 1: INSERT"]}"#
        let output = try evidence(
            "measure", "--json", "answers.jsonl", "--treeguard", try liar("PARTIAL_MIGRATION", standing),
            "app/migrations")
        #expect(output.end == .exited(0))
        let answers = try answers()
        #expect(count("falsely applied", answers) == answers.count { $0["truth"]?.string == "pending" })
    }

    @Test func aProgramThatAlwaysSaysPendingIsWrongOfAllThatRan() throws {
        let standing = #"{"state": "pending", "obstacles": [{"certainty": "would-fail", "line": 3, "message": "no"}]}"#
        let output = try evidence(
            "measure", "--json", "answers.jsonl", "--treeguard", try liar("NEEDS_MIGRATION", standing),
            "app/migrations")
        #expect(output.end == .exited(0))
        let answers = try answers()
        #expect(count("wrong", answers) == answers.count { $0["truth"]?.string == "applied" })
        #expect(output.outputText.contains("wrong           010_mail/up.sql   after it ran: said pending, is applied"))
        #expect(output.outputText.contains("runs all the same   001_people.sql   before it runs: said line 3: no"))
        #expect(output.outputText.contains("would fail: 3 rightly"))
    }

    /// A checkout is searched for its folder of migrations.
    @Test func aProgramThatSaysNothingAnswersNothing() throws {
        try runProgram("git", "init", "--quiet", folder.path("app"))
        try folder.write("SELECT 1;", to: "app/tests/migrations/1.sql")
        let path = try folder.write("#!/bin/sh\necho out of order >&2\nexit 70\n", to: "mute")
        try runProgram("chmod", "+x", path)
        let output = try evidence("measure", "--json", "answers.jsonl", "--treeguard", path, "app")
        #expect(output.outputText.contains("app/migrations: 9 files, 6 run"))
        let answers = try answers()
        #expect(count("unanswered", answers) == answers.count)
        #expect(output.outputText.contains("said no answer: exited(70), out of order"))
        #expect(output.outputText.contains("failed unforeseen   003_nobody.sql   before it runs"))
    }

    @Test func twoMeasurementsAreComparedAnswerByAnswer() throws {
        func line(_ file: String, _ said: String, _ outcome: String, _ wouldFail: String = "null") -> String {
            #"{"project": "app", "file": "\#(file)", "moment": "after it ran", "said": "\#(said)", "#
                + #""outcome": "\#(outcome)", "wouldFail": \#(wouldFail)}"# + "\n"
        }
        let same = line("3.sql", "pending", "wrong")
        try folder.write(
            line("1.sql", "pending", "wrong") + line("2.sql", "applied", "right", #""line 1: no""#) + same
                + line("4.sql", "applied", "right"), to: "old")
        try folder.write(
            line("1.sql", "unknown", "unanswered") + line("2.sql", "applied", "right") + same
                + line("5.sql", "applied", "right"), to: "new")
        #expect(try evidence("compare", "old", "old").outputText == "every answer is the same\n")
        #expect(
            try evidence("compare", "old", "new").outputText == """
                app/1.sql   after it ran: pending (wrong) -> unknown (unanswered)
                app/2.sql   after it ran: no longer said to fail, line 1: no
                1   no longer said to fail
                1   not asked any more
                1   not asked before
                1   wrong -> unanswered

                """)
    }

    @Test func aFolderWithoutMigrationsIsNoMeasurement() throws {
        try Files.makeFolder(folder.path("empty"))
        let output = try evidence("measure", "empty")
        #expect(output.end == .exited(3))
        #expect(output.errorText.contains("there are no migrations in empty"))
        #expect(try evidence("measure").end == .exited(2))
    }
}
