import TestSupport
import Testing
import TreeGuardGuard

/// How a shell line is taken apart: each command's words, one command to a line; `{ }` around what runs in a shell of
/// its own, `?` after a word that only the shell knows.
@Suite struct ShellLines {
    static let lines: [(line: String, read: String)] = [
        ("git merge feature", "git|merge|feature"),
        (#"git commit -m 'a; b && c' "d \"e\" $f""#, #"git|commit|-m|a; b && c|d "e" $f?"#),
        ("a;b&&c||d|e&f", "a b c d e f"),
        ("A=1 B=\"x y\" git status", "A=1,B=x y,git|status"),
        ("echo $(git merge x) done", "{git|merge|x} echo|$(git merge x)?|done"),
        ("echo \"now `git merge x`\"", "{git|merge|x} echo|now `git merge x`?"),
        ("(cd a && git merge x); ls", "{cd|a git|merge|x} ls"),
        ("if true; then git merge x; fi", "true git|merge|x"),
        ("for b in a b; do git branch -D $b; done", "for|b|in|a|b git|branch|-D|$b?"),
        ("case $x in a|b) git merge y;; *) ls;; esac; pwd", "case|$x?|in|a git|merge|y ls pwd"),
        ("x=$(case a in a) git merge y;; esac)", "{git|merge|y} x=$(case a in a) git merge y;; esac)"),
        ("f() { git merge x; }; f", "git|merge|x f"),
        ("cat <<'E' > out\ngit merge 'unfinished\nE\nls", "cat>out<git merge 'unfinished\n ls"),
        ("bash <<E\ngit merge $(git pull)\nE\n", "bash<git merge $(git pull)\n {git|pull}"),
        ("git commit -m \"$(cat <<'E'\nIt's (not) a $merge\nE\n)\"", "{cat<It's (not) a $merge\n} git|commit|-m|$(…)?"),
        ("cat <<-E\n\tone\n\tE\nls", "cat<one\n ls"),
        ("sh <<< 'git merge x'", "sh<git merge x"),
        ("git log 2>&1 >/dev/null | head -3 # git merge x", "git|log>/dev/null head|-3"),
        ("git \\\n  merge fea\\ ture", "git|merge|fea ture"),
        ("echo $((1 + 2)) $((a<<2)) ${x:-$(git pull)}", "{git|pull} echo|$((1 + 2))?|$((a<<2))?|${x:-$(git pull)}?"),
        ("diff <(git show a) <(git show b)", "{git|show|a} {git|show|b} diff|/dev/fd/63?|/dev/fd/63?"),
        ("[[ a < b && -n $(git pull) ]] && ls", "{git|pull} ls"),
        ("echo $'it\\'s' $'plain' *.sql {a,b} @{u} HEAD^{}", "echo|it\\'s?|plain|*.sql?|{a,b}?|@{u}|HEAD^{}"),
        ("names=(a b $(git pull)); ls", "{{git|pull} a|b|$(git pull)?} names=(a b $(git pull)) ls"),
        ("printf é\u{301} | wc", "printf|é\u{301} wc"),
        ("", ""),
    ]

    @Test(arguments: lines)
    func isTakenApart(line: String, read: String) throws {
        let shown = try ShellLine(line).items.map(Self.shown).joined(separator: " ")
        if read.contains("…") {
            let parts = read.split(separator: "…").map(String.init)
            #expect(try shown.hasPrefix(parts[at: 0]) && shown.hasSuffix(parts[at: 1]), "\(shown)")
        } else {
            #expect(shown == read)
        }
    }

    private static func shown(_ item: ShellLine.Item) -> String {
        switch item {
        case .inner(let items): return "{" + items.map(shown).joined(separator: " ") + "}"
        case .command(let command):
            let names = command.assignments.map { "\($0.name)=\($0.value.text)" }
            let words = command.words.map { $0.text + ($0.isLiteral ? "" : "?") }.joined(separator: "|")
            return (names + (words.isEmpty ? [] : [words])).joined(separator: ",")
                + command.targets.map { ">\($0.text)" }.joined() + (command.input.map { "<\($0.text)" } ?? "")
        }
    }

    @Test(arguments: ["echo 'a", "echo \"a", "echo $(a", "(a", "a)", "echo `a", "echo ${a", "a >", "[[ a"])
    func whatNoShellReadsIsNotRead(line: String) {
        #expect(throws: ShellLine.Unreadable.self) { try ShellLine(line) }
    }

    /// Whatever is cut off anywhere ends in an answer, and never in a crash.
    @Test func everyBeginningOfALineEnds() {
        for (line, _) in Self.lines {
            for length in 0...line.utf8.count {
                let text = String(decoding: line.utf8.prefix(length), as: UTF8.self)
                _ = AgentDeed.all(in: "git " + text)
            }
        }
        _ = AgentDeed.all(in: "git " + String(repeating: "$(", count: 10_000))
        _ = AgentDeed.all(in: "git " + String(repeating: "bash -c '", count: 100))
    }
}
