import Testing
import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardSchema

private let target = OptionDescription.value("target", "REF", "The target.")
private let names = OptionDescription.value("env", short: "e", "NAME", isRepeated: true, "An environment.")
private let format = OptionDescription.value("format", "F", oneOf: ["text", "json"], standard: "text", "The format.")
private let all = OptionDescription.flag("all", short: "a", "Everything.")
private let quiet = OptionDescription.flag("quiet", short: "q", "Silence.")

private let check = CommandDescription(
    "check", "Check it", options: [target, names, format, all], examples: [CommandExample("tool check", "Checks.")])
private let explain = CommandDescription(
    "explain", "Explain it", positionals: [PositionalDescription("CODE", oneOf: ["applied", "pending"], "A code.")],
    examples: [])
private let lint = CommandDescription(
    "lint", "Lint it", positionals: [PositionalDescription("PATH", .any, "Files.")], examples: [])
private let tool = ProgramDescription(
    name: "tool", version: "1", abstract: "Tools", discussion: "", options: [quiet],
    commands: [check, explain, lint])

private func arguments(_ words: String...) throws -> Arguments {
    guard case .run(_, let arguments) = try tool.parse(words) else {
        Issue.record("not a command to run: \(words)")
        return Arguments()
    }
    return arguments
}

/// A command line is read as its command's description says.
@Suite struct CommandLines {
    @Test func valuesFollowOrAreAttached() throws {
        #expect(try arguments("check", "--target", "main").value(of: target) == "main")
        #expect(try arguments("check", "--target=main").value(of: target) == "main")
        #expect(try arguments("check", "--target=a=b").value(of: target) == "a=b")
        #expect(try arguments("check", "-e", "one", "-etwo").values(of: names) == ["one", "two"])
    }

    @Test func flagsMayStandTogetherAndAnywhere() throws {
        let given = try arguments("-q", "check", "-aq")
        #expect(given.has(quiet))
        #expect(given.has(all))
        #expect(try !arguments("check").has(all))
    }

    @Test func theStandardValueCountsWhereNothingIsGiven() throws {
        #expect(try arguments("check").value(of: format) == "text")
        #expect(try arguments("check").value(of: target) == nil)
        #expect(try arguments("check").values(of: names) == [])
    }

    @Test func afterTwoDashesEverythingIsAWord() throws {
        #expect(try arguments("lint", "a.sql", "-", "--", "--all", "-x").positionals == ["a.sql", "-", "--all", "-x"])
    }

    @Test(arguments: [["--help"], ["-h"], ["help"], []])
    func helpOnTheProgram(words: [String]) throws {
        #expect(try tool.parse(words) == .help(nil))
    }

    @Test(arguments: [["help", "check"], ["check", "--help"], ["check", "-h", "--all"], ["--help", "check"]])
    func helpOnACommand(words: [String]) throws {
        #expect(try tool.parse(words) == .help(check))
    }

    @Test func theVersion() throws {
        #expect(try tool.parse(["--version"]) == .version)
    }

    @Test(arguments: [
        (["chekc"], "tool has no command \"chekc\"", "did you mean check?"),
        (["exp"], "tool has no command \"exp\"", "did you mean explain?"),
        (["zzz"], "tool has no command \"zzz\"", "the commands are check, explain, lint"),
        (["help", "lnit"], "tool has no command \"lnit\"", "did you mean lint?"),
        (["check", "--taget", "x"], "tool check has no option \"--taget\"", "did you mean --target?"),
        (["lint", "--all"], "tool lint has no option \"--all\"", "it belongs to tool check"),
        (["--all"], "tool has no option \"--all\"", "it belongs to tool check; put it after the command"),
        (["check", "--format", "jsno"], "--format does not take \"jsno\"", "did you mean json?"),
        (["check", "--format", "xml"], "--format does not take \"xml\"", "it takes text, json"),
        (["explain", "aplied"], "CODE does not take \"aplied\"", "did you mean applied?"),
        (["explain"], "tool explain needs CODE", "it takes applied, pending"),
        (["check", "word"], "tool check does not know what to do with \"word\"", "it takes options only"),
        (["explain", "applied", "x"], "tool explain does not know what to do with \"x\"", "it takes CODE and no more"),
        (["check", "--all=yes"], "--all takes no value", "it is either given or not"),
        (["check", "--target", "a", "--target", "b"], "--target is given twice", "once as \"a\" and once as \"b\""),
        (
            ["check", "--\u{1B}[2J"], "tool check has no option \"--\\u{1b}[2J\"",
            "none of its options is called that, or nearly that"
        ),
    ])
    func mistakesAreNamedWithTheNearestWord(words: [String], what: String, why: String) throws {
        let failure = #expect(throws: Failure.self) { try tool.parse(words) }
        #expect(failure?.code == .usage)
        #expect(failure?.what == what)
        #expect(failure?.why == why)
    }

    @Test(arguments: [
        ["check", "--target"], ["check", "--target", "--all"], ["check", "--target", ""], ["check", "--target="],
    ])
    func aMissingValueIsNeverAnythingElse(words: [String]) throws {
        let failure = #expect(throws: Failure.self) { try tool.parse(words) }
        #expect(failure?.what == "--target needs a value")
    }
}

@Suite struct HelpPages {
    @Test func nothingIsWiderThanTheTerminal() {
        for width in [40, 60, 80, 100] {
            let style = TextStyle(hasColors: false, hasSymbols: false, width: width)
            for command in [nil, check, explain] {
                let lines = tool.help(for: command, style: style).split(separator: "\n")
                #expect(lines.allSatisfy { $0.count <= width }, "at \(width) columns")
            }
        }
    }

    @Test func aPageShowsAllThatACommandTakes() {
        #expect(
            tool.help(for: check, style: .plain) == """
                tool check - Check it

                USAGE
                  tool check [OPTIONS]

                OPTIONS
                      --target REF  The target.
                  -e, --env NAME    An environment. (may be repeated)
                      --format F    The format. (one of text, json; default: text)
                  -a, --all         Everything.

                EVERYWHERE
                  -q, --quiet  Silence.
                  -h, --help   Say what this is for and what it takes.

                EXAMPLE
                  tool check
                      Checks.

                """)
    }
}

@Suite struct JSONText {
    @Test func membersKeepTheirOrderAndNilIsLeftOut() {
        let value = JSON.object([
            "b": 1, "a": [true, .null], "gone": nil, "empty": [], "text": "é\"\\\n\u{1B}\u{202E}",
        ])
        #expect(value.line == #"{"b":1,"a":[true,null],"empty":[],"text":"é\"\\\n\u001b\u202e"}"#)
        #expect(
            value.text == """
                {
                  "b": 1,
                  "a": [
                    true,
                    null
                  ],
                  "empty": [],
                  "text": "é\\"\\\\\\n\\u001b\\u202e"
                }

                """)
    }
}
