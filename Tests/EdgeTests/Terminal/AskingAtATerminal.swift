import Glibc
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// A person at a real pseudo-terminal: every answer, every way to say No, and every way in which there is nobody.
@Suite struct AskingAtATerminal {
    /// The environment of a person: that of a robot that runs these tests must not speak for them.
    private static let environment = [
        "PATH": ProcessEnvironment.inherited["PATH"] ?? "/usr/bin:/bin", "TERM": "xterm", "LANG": "C.UTF-8",
    ]

    private struct Session {
        let folder: TemporaryFolder
        let terminal: PseudoTerminal

        /// `@` in the script stands for the program that asks.
        init(
            _ script: String = "@", deadline: Int = 20_000, word: String = "", adding: [String: String] = [:]
        ) throws {
            folder = try TemporaryFolder()
            let program = try ProjectFolder.builtPrograms() + "/AskAPerson"
            let words = [program, folder.path("result"), String(deadline)] + (word.isEmpty ? [] : [word])
            let call = words.map { ShellQuoted($0).description }.joined(separator: " ")
            let quiet = "\(call) </dev/null >\(folder.path("out")) 2>&1"
            terminal = try PseudoTerminal(
                script.replacing("@", with: quiet),
                environment: AskingAtATerminal.environment.merging(adding) { $1 })
        }

        /// The output once the script has ended.
        func result() throws -> String {
            #expect(terminal.exitCode() != nil)
            #expect(try folder.read("out") == "")
            #expect(terminal.hasSignals)
            return try folder.read("result")
        }
    }

    private let question = "Deploy before merging? [y/N/p(lan)/d(iff)] "

    @Test(arguments: [
        ("y\n", "chosen(TreeGuardGuard.Choice(word: \"yes\"))"),
        ("YES \n", "chosen(TreeGuardGuard.Choice(word: \"yes\"))"),
        ("p\n", "chosen(TreeGuardGuard.Choice(word: \"plan\"))"),
        ("d\n", "chosen(TreeGuardGuard.Choice(word: \"diff\"))"),
        ("n\n", "declined"), ("\n", "declined"), ("no\n", "declined"),
        ("yx\u{7F}\n", "chosen(TreeGuardGuard.Choice(word: \"yes\"))"),
    ])
    func anAnswerIsTaken(typed: String, result: String) throws {
        let session = try Session()
        #expect(session.terminal.shows(question))
        #expect(session.terminal.text.contains("1 migration is pending"))
        session.terminal.type(typed)
        #expect(try session.result() == result + "\n")
    }

    @Test(arguments: ["\u{03}", "\u{1C}", "\u{04}", "y\u{03}"])
    func ctrlCAndItsKinAreNoAndNoSignal(typed: String) throws {
        let session = try Session("@; echo still here")
        #expect(session.terminal.shows(question))
        #expect(!session.terminal.hasSignals)
        session.terminal.type(typed)
        #expect(try session.result() == "declined\n")
        #expect(session.terminal.shows("still here"))
    }

    @Test func silenceIsNo() throws {
        let session = try Session(deadline: 300)
        #expect(try session.result() == "timedOut\n")
        #expect(session.terminal.text.contains("no answer: taken as No"))
    }

    @Test func halfAnAnswerIsNone() throws {
        let session = try Session(deadline: 1500)
        #expect(session.terminal.shows(question))
        session.terminal.type("y")
        #expect(try session.result() == "timedOut\n")
    }

    @Test func whatMeansNothingIsAskedAgainThreeTimes() throws {
        let session = try Session()
        #expect(session.terminal.shows(question))
        session.terminal.type("maybe\n")
        #expect(session.terminal.shows(question + "maybe\r\n" + question))
        session.terminal.type("maybe\nmaybe\n")
        #expect(try session.result() == "declined\n")
    }

    @Test(arguments: [
        ("production\n", "chosen(TreeGuardGuard.Choice(word: \"yes\"))"), ("y\n", "declined"), ("\n", "declined"),
    ])
    func aWordHasToBeTypedOut(typed: String, result: String) throws {
        let session = try Session(word: "production")
        #expect(session.terminal.shows("Type production to go on: "))
        session.terminal.type(typed)
        #expect(try session.result() == result + "\n")
    }

    @Test func inTheBackgroundNobodyIsAskedAndNothingStops() throws {
        let session = try Session("set -m; @ & wait")
        #expect(try session.result() == "noTerminal(\"git runs in the background\")\n")
    }

    @Test func withoutATerminalNobodyIsAsked() throws {
        let session = try Session("setsid --wait sh -c '@'".replacing("'@'", with: "\"@\""))
        #expect(try session.result().hasPrefix("noTerminal(\"there is no terminal"))
    }

    @Test(arguments: ["CI": "true", "GEMINI_CLI": "1", "GIT_TERMINAL_PROMPT": "0", "TREEGUARD_TTY": "0"])
    func aRobotIsNotAsked(name: String, value: String) throws {
        let session = try Session(adding: [name: value])
        #expect(try session.result().hasPrefix("noTerminal("))
        #expect(session.terminal.text == "")
    }

    @Test func aPersonWhoSaysSoIsAskedInContinuousIntegrationToo() throws {
        let session = try Session(adding: ["CI": "true", "TREEGUARD_TTY": "1"])
        #expect(session.terminal.shows(question))
        session.terminal.type("y\n")
        #expect(try session.result().hasPrefix("chosen"))
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func aSignalLeavesTheTerminalAsItWas(number: Int32) throws {
        let session = try Session("trap : TERM HUP; @; exit 0")
        #expect(session.terminal.shows(question))
        #expect(!session.terminal.hasSignals)
        session.terminal.signal(number)
        #expect(session.terminal.exitCode() == 0)
        #expect(session.terminal.hasSignals)
    }
}
