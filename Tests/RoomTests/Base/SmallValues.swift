import Testing
import TreeGuardBase

@Suite struct Timestamps {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (1_772_357_400, "2026-03-01T09:30:00Z"),
        (-1, "1969-12-31T23:59:59Z"), (4_107_542_399, "2100-02-28T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
    ])
    func areWrittenInISO8601(seconds: Int64, text: String) {
        #expect(Timestamp(secondsSinceEpoch: seconds).description == text)
    }
}

@Suite struct Digests {
    // FIPS 180-4's own examples, and the lengths around one block.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (String(repeating: "a", count: 55), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
        (String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
    ])
    func areThoseOfSHA256(message: String, digest: String) {
        #expect(SHA256(of: Array(message.utf8)).description == digest)
    }
}

@Suite struct ShellWords {
    @Test(arguments: [
        ("main", "main"), ("db/001_x.sql", "db/001_x.sql"), ("", "''"), ("two words", "'two words'"),
        ("it's", #"'it'\''s'"#), ("$(rm)", "'$(rm)'"), ("a\nb'", #"$'a\x0ab\''"#),
    ])
    func areQuotedOnlyWhereTheyMustBe(word: String, quoted: String) {
        #expect(ShellQuoted(word).description == quoted)
    }
}

@Suite struct TextStyles {
    private func style(_ environment: [String: String], terminal: Bool = true, _ color: ColorChoice = .auto)
        -> TextStyle
    {
        TextStyle(environment: environment, isTerminal: terminal, color: color, columns: nil)
    }

    @Test func coloursAreForTerminalsThatWantThem() {
        #expect(style(["TERM": "xterm"]).hasColors)
        #expect(!style(["TERM": "xterm"], terminal: false).hasColors)
        #expect(!style(["TERM": "dumb"]).hasColors)
        #expect(!style([:]).hasColors)
        #expect(!style(["TERM": "xterm", "NO_COLOR": "1"]).hasColors)
        #expect(style(["TERM": "xterm", "NO_COLOR": ""]).hasColors)
        #expect(!style(["TERM": "xterm", "CLICOLOR": "0"]).hasColors)
        #expect(style(["CLICOLOR_FORCE": "1"], terminal: false).hasColors)
    }

    @Test func whatThePersonAskedForCountsFirst() {
        #expect(style(["NO_COLOR": "1"], terminal: false, .always).hasColors)
        #expect(!style(["TERM": "xterm", "CLICOLOR_FORCE": "1"], .never).hasColors)
    }

    @Test func symbolsNeedALocaleWithUTF8() {
        #expect(style(["LANG": "en_US.UTF-8"]).hasSymbols)
        #expect(style(["LANG": "C.utf8"]).hasSymbols)
        #expect(!style(["LANG": "en_US.UTF-8", "LC_ALL": "C"]).hasSymbols)
        #expect(!style([:]).hasSymbols)
        #expect(style(["LC_ALL": "", "LC_CTYPE": "C.UTF-8"]).symbol("✓", or: "ok") == "✓")
    }
}

@Suite struct WordSearches {
    @Test(arguments: [
        ("", "", true), ("abc", "", true), ("", "a", false), ("aaab", "aab", true), ("caf\u{E9}s", "\u{E9}", true),
        ("password", "word", true), ("password", "words", false),
    ])
    func findAWordByteByByte(text: String, word: String, isThere: Bool) {
        #expect(text.contains(word) == isThere)
    }

    @Test func givesThePlaceOfTheFirst() throws {
        let text = "a://b://c"
        let place = try #require(text.firstRange(of: "://"))
        #expect(text[..<place.lowerBound] == "a")
        #expect(text[place.upperBound...] == "b://c")
    }
}
