import Testing
import TreeGuardGuard

/// Our lines in another's text come and go, and every other byte stays.
@Suite struct JoinedTexts {
    private func added(_ text: String, _ place: JoinedText.Place, _ lines: [String] = ["/a", "/b"]) -> String {
        String(decoding: JoinedText.adding(lines, to: Array(text.utf8), at: place), as: UTF8.self)
    }

    private func removed(_ text: String, wasOpen: Bool = false, _ lines: [String] = ["/a", "/b"]) -> String? {
        JoinedText.removing(lines, from: Array(text.utf8), wasOpen: wasOpen).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func theyStandWhereTheyWork() {
        #expect(added("", .end) == "/a\n/b\n")
        #expect(added("x", .end) == "x\n/a\n/b\n")
        #expect(added("x\n", .end) == "x\n/a\n/b\n")
        #expect(added("", .top) == "/a\n/b\n")
        #expect(added("exit 0\n", .top) == "/a\n/b\nexit 0\n")
        #expect(added("#!/bin/sh\nexit 0", .top) == "#!/bin/sh\n/a\n/b\nexit 0")
    }

    @Test(arguments: ["", "\n", "x", "x\n", "x\n\n", "\n\nx", "#!/bin/sh\n", "#!/bin/sh\nx", "x\r\ny\r\n"])
    func whatIsAddedGoesByteForByte(text: String) {
        for place in [JoinedText.Place.end, .top] {
            let bytes = Array(text.utf8) + (text.isEmpty ? [] : [0xE9, 0x00])
            for original in [Array(text.utf8), bytes, bytes + [0x0A]] {
                let joined = JoinedText.adding(["/a", "/b"], to: original, at: place)
                let wasOpen = JoinedText.isOpen(original)
                #expect(JoinedText.removing(["/a", "/b"], from: joined, wasOpen: wasOpen) == original, "\(place)")
            }
        }
    }

    @Test func whatWasEditedAroundThemStays() {
        #expect(removed("mine\nx\n/b\nbetween\n/a\nlater") == "mine\nx\nbetween\nlater")
        #expect(removed("x\n/a\n/b\nlater\n", wasOpen: true) == "x\nlater\n")
        #expect(removed("x\r\n/a\r\n/b\r\n") == "x\r\n")
        // One line of a kind is ours; another's stays, and so does what only looks like it.
        #expect(removed("/a\n/a\n/ab\n /b\n") == "/a\n/ab\n /b\n")
        #expect(removed("x\n") == nil)
    }
}
