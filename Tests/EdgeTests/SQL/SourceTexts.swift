import Testing
import TreeGuardSQL
import TreeGuardSchema

@Suite struct SourceTexts {
    @Test(arguments: table)
    func bytesAreReadAsText(bytes: [UInt8], text: String, notes: Set<SourceText.Note>) {
        let read = SourceText(bytes: bytes)
        #expect(read.text == text)
        #expect(read.notes == notes)
    }

    static let table: [([UInt8], String, Set<SourceText.Note>)] = [
        (Array("SELECT 'é'".utf8), "SELECT 'é'", []),
        ([0xEF, 0xBB, 0xBF] + Array("SELECT 1".utf8), "SELECT 1", [.byteOrderMark]),
        (Array("a\r\nb".utf8), "a\r\nb", [.windowsLineEndings]),
        (Array("a\0b".utf8), "a\0b", [.nulBytes]),
        ([0x27, 0xE9, 0x27], "'é'", [.latin1]),
        ([0xFF, 0xFE, 0x61, 0, 0xE9, 0], "aé", [.byteOrderMark, .utf16]),
        ([0xFE, 0xFF, 0, 0x61, 0x20, 0xAC], "a€", [.byteOrderMark, .utf16]),
        ([0xFF, 0xFE, 0x61, 0, 0x62], "a\u{FFFD}", [.byteOrderMark, .utf16]),
        ([], "", [.empty]),
        (Array(" \n\t".utf8), " \n\t", [.empty]),
        (Array("-- a\n/* b /* c */ */ \n".utf8), "-- a\n/* b /* c */ */ \n", [.commentsOnly]),
        (Array("/* open".utf8), "/* open", []),
        (Array("-- a\nSELECT".utf8), "-- a\nSELECT", []),
    ]

    @Test func statementsOfAFileWithAByteOrderMarkStartOnItsFirstLine() {
        let read = SourceText(bytes: [0xEF, 0xBB, 0xBF] + Array("SELECT 1".utf8))
        #expect(SQL.statements(in: read.text).map(\.range.column) == [1])
    }
}
