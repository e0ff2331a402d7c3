import Testing
import TreeGuardSQL

@testable import TreeGuardBase
@testable import TreeGuardDeployments
@testable import TreeGuardGuard
@testable import TreeGuardIncoming
@testable import TreeGuardMigrations
@testable import TreeGuardReports

/// Files and inputs that others write, cut, damaged and nested: each is read or refused, and the process lives. The texts
/// are the same in every run.
@Suite struct BytesOfOthers {
    struct Reader: Sendable, CustomTestStringConvertible {
        var name: String
        var sample: String
        var read: @Sendable ([UInt8]) -> Void
        var testDescription: String { name }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    static let readers: [Reader] = [
        Reader(name: "JSON", sample: #"{"a": [1, -2.5e3, "\u00e9\ud83d\ude00", null], "b": {"c": true}}"#) {
            _ = try? JSON.parse($0)
        },
        Reader(
            name: "drizzle's journal",
            sample: #"{"dialect": "postgresql", "entries": [{"tag": "0000_a", "when": 9223372036854775807}]}"#
        ) {
            guard let journal = try? DrizzleJournal($0) else { return }
            for entry in journal.entries { _ = drizzleMoment(entry.when) }
        },
        Reader(
            name: "a .env file",
            sample:
                "export A=\"x\\n${B:-c}\" # c\nB='$A'\nDATABASE_URL=postgres://u:p%40@[::1]:5432/d?sslmode=require\n`"
        ) {
            _ = Dotenv($0, environment: ["B": "b"])
            let places = ConnectionPlaces(environment: [:], files: [".env": $0, ".env.production": $0])
            for settings in [EnvironmentSettings.production, .local] {
                _ = try? ConnectionSearch(for: settings, in: places)
            }
        },
        Reader(name: "a URL", sample: "postgresql+asyncpg://u:p%zz@h1,h2:99999/d%2F?options=-c%20a&sslmode=#x") {
            _ = try? ConnectionURL(BytesOfOthers.text($0))
            _ = try? ConnectionText(Redacted(BytesOfOthers.text($0)), origin: "a test")
        },
        Reader(
            name: "a connection string",
            sample: "host='/tmp/a b' port=5432 password='it\\'s' dbname = d service=\\ x user=u"
        ) { _ = try? ConnectionText(Redacted(BytesOfOthers.text($0)), origin: "a test") },
        Reader(
            name: "a shell line",
            sample:
                "A=1 git -C \"$(pwd)\" merge ${B:-`x`} <<'E' && (( 1 + 2 )) | case x in (a) y;; esac\n$'\\'' \\\nE\n[[ a == b ]]; f() { x; }"
        ) {
            guard let line = try? ShellLine(BytesOfOthers.text($0)) else { return }
            #expect(line.items.count >= 0)
            _ = AgentCall(.shell(BytesOfOthers.text($0)), in: "/tmp").actions { _, _ in nil }
        },
        Reader(
            name: "an agent's input",
            sample:
                #"{"cwd": "/x", "tool_name": "Bash", "tool_input": {"command": "git push -f", "file_path": "a"}, "workspace_roots": ["/y"], "command": "ls"}"#
        ) { bytes in
            for dialect in AgentDialect.allCases { _ = try? dialect.call(bytes) }
        },
        Reader(
            name: "what git writes to a hook",
            sample:
                "refs/heads/a \(String(repeating: "0", count: 40)) refs/heads/b \(String(repeating: "f", count: 40))\n"
        ) { bytes in
            for hook in HookName.allCases {
                let call = HookCall(
                    hook, ["origin", "url"], input: BytesOfOthers.text(bytes),
                    environment: ["GIT_REFLOG_ACTION": BytesOfOthers.text(bytes)])
                _ = call.deletesBranches
                _ = ReferenceMove(BytesOfOthers.text(bytes), of: hook)
            }
        },
        Reader(
            name: "Alembic's files",
            sample:
                "[alembic]\nscript_location = %(here)s/a\nversion_locations = %(b)s:%(b)s\n[DEFAULT]\nb = x\n\"\"\"r'\\x4' f\"{a}\" (\"a\", [\"b\", {'c'}]) \\\n"
        ) { bytes in
            let folder = RepositoryPath("alembic")
            _ = AlembicProgram().project(
                of: folder,
                [
                    "alembic.ini": bytes, "alembic/env.py": bytes, "alembic/versions/a_b.py": bytes,
                    "pyproject.toml": bytes,
                ])
            _ = ProgramDowngrade(alembicScript: bytes)
        },
        Reader(
            name: "a revision of Alembic's",
            sample:
                "\"\"\"x\n\nRevises: a\n\"\"\"\nrevision = 'b'\ndown_revision: str | None = (\"a\", u'\\u00e9', r'\\N')\nbranch_labels = [\"x\", ]\ndef downgrade() -> None:\n    pass\n"
        ) { bytes in
            let lines = PythonLexer.lines(of: bytes)
            _ = PythonAssignments(lines, of: ["revision", "down_revision", "branch_labels", "depends_on"])
            _ = ProgramDowngrade(alembicScript: bytes)
        },
        Reader(
            name: "records of our own",
            sample:
                "allow main \(String(repeating: "a", count: 64)) who %20why 9223372036854775807 -9223372036854775808"
        ) { bytes in
            let line = BytesOfOthers.text(bytes)
            if let override = Override(line: line) {
                _ = "\(override.given) \(override.expires)"
                _ = override.covers(MigrationSet(target: "main", digest: ""), at: override.expires)
            }
            _ = AuditEntry(line: line)
            _ = BlockRecord(line: line)
            _ = Opening(line: line)
            if let memo = Memo(line: line) { _ = memo.isCurrent(at: Timestamp(secondsSinceEpoch: .max)) }
            _ = Manifest(line)
            _ = Timestamp(line)
            _ = Word.read(line)
        },
        Reader(
            name: "a page that people write",
            sample: "# x\n<!-- treeguard:status -->\nold\n<!-- /treeguard:status -->\n<!-- treeguard:files -->"
        ) { bytes in
            let page = try? MarkedPage(bytes, known: ["status", "files"])
            _ = page?.replacing(["status": "new"])
        },
        Reader(name: "a pattern", sample: "/**/[!a-z]*\\?/{x}/[[]]") { bytes in
            // It costs pattern times text.
            let text = BytesOfOthers.text(Array(bytes.prefix(120)))
            _ = Glob(text).matches(text)
            _ = ShellPattern(branch: BytesOfOthers.text(bytes))
        },
        Reader(name: "a script that hooks call", sample: "#!/bin/sh\n# treeguard v1 x y\nexec lefthook run \"$@\"\n") {
            let text = BytesOfOthers.text($0)
            _ = HookFile(text)
            _ = HookTool(script: text)
            _ = ProcessRecord(stat: text)
        },
        Reader(name: "a migration's name", sample: "db/migrations/V1.2__a_b.down.sql") { bytes in
            _ = Discovery.mayHoldMigration(RepositoryPath(bytes: bytes), Config())
            _ = Escaped(BytesOfOthers.text(bytes)).description
            _ = ShellQuoted(BytesOfOthers.text(bytes)).description
        },
    ]

    @Test(arguments: readers) func cutAnywhere(reader: Reader) {
        let bytes = Array(reader.sample.utf8)
        for end in 0...bytes.count {
            reader.read(Array(bytes[..<end]))
            reader.read(Array(bytes[end...]))
        }
    }

    @Test(arguments: readers) func damagedAnywhere(reader: Reader) {
        var random = Xorshift(state: 0x9E37_79B9_7F4A_7C15)
        let sample = Array(reader.sample.utf8)
        let spice = Array("'\"`$(){}[]<>\\|;&#=%:,\n\r\0\u{FEFF}é0-9".utf8)
        for _ in 0..<200 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let at = Int.random(in: 0..<max(bytes.count, 1), using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0 where !bytes.isEmpty: bytes[at] = spice.randomElement(using: &random) ?? 0
                case 1 where !bytes.isEmpty: bytes[at] = UInt8.random(in: 0...255, using: &random)
                case 2 where !bytes.isEmpty: bytes.remove(at: at)
                default: bytes.insert(spice.randomElement(using: &random) ?? 0, at: min(at, bytes.count))
                }
            }
            reader.read(bytes)
        }
    }

    private static let nests = [
        "[", "{", "(", "${a:-", "$(", "`", "\"$(", "\"${a:-\"", "((", "[[ ", "{\"a\":", "\\", "'", "\"", "%(a)s", "${",
        "<<E\n",
        "$'", "a=(", "case x in ", "/*", "[[[", "**/", "[a-",
    ]

    @Test(arguments: readers) func nestedWithoutEnd(reader: Reader) {
        for nest in BytesOfOthers.nests {
            for prefix in ["", "revision = ", "A=\""] {
                reader.read(Array((prefix + String(repeating: nest, count: 4000)).utf8))
            }
        }
    }

    @Test(arguments: readers) func bytesAtRandom(reader: Reader) {
        var random = Xorshift(state: 0x0123_4567_89AB_CDEF)
        for _ in 0..<100 {
            let count = Int.random(in: 0...120, using: &random)
            reader.read((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
    }

    /// Ten options that name each other ten times each.
    @Test func optionsThatNameEachOtherComeToAnEnd() {
        let options = (0..<12).map { number in
            "o\(number) = " + String(repeating: "%(o\(number + 1))s", count: 12)
        }
        let text = "[alembic]\nscript_location = %(o0)s\n" + options.joined(separator: "\n")
        _ = AlembicProgram().project(of: RepositoryPath("alembic"), ["alembic.ini": Array(text.utf8)])
    }
}

/// A small repeatable source of chance (xorshift64).
private struct Xorshift: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
