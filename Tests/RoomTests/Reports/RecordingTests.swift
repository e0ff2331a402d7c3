import TestSupport
import Testing

/// Recordings are only worth something if a difference is seen.
@Suite struct RecordingsThemselves {
    @Test func whatIsRecordedIsComparedFromThenOn() throws {
        let folder = try TemporaryFolder()
        let comparing = Recordings(in: folder.path, isRecording: false)
        #expect(try comparing.difference(of: "a\n", from: "one.txt")?.contains("never recorded") == true)
        #expect(
            try Recordings(in: folder.path, isRecording: true).difference(of: "a\u{1B}[1m\n", from: "one.txt") == nil)
        #expect(try folder.read("one.txt") == "a␛[1m\n")
        #expect(try comparing.difference(of: "a\u{1B}[1m\n", from: "one.txt") == nil)
        #expect(try comparing.difference(of: "b\n", from: "one.txt")?.contains("has changed") == true)
    }

    @Test func aRecordingWithoutACaseIsAnOrphan() throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "one.txt")
        try folder.write("x", to: "two.txt")
        let comparing = Recordings(in: folder.path, isRecording: false)
        #expect(try comparing.orphans(besides: ["one.txt"]) == ["two.txt"])
        #expect(try Recordings(in: folder.path, isRecording: true).orphans(besides: ["one.txt"]) == [])
        #expect(try comparing.orphans(besides: ["one.txt"]) == [])
    }
}
