import TreeGuardSchema

/// Finds the line and column of ascending offsets in one pass over the text.
struct Positions {
    private let bytes: Bytes
    private var offset = 0
    private var line = 1
    private var column = 1

    init(_ bytes: Bytes) { self.bytes = bytes }

    /// The range of a piece. Offsets must not decrease from call to call.
    mutating func range(_ start: Int, _ end: Int) -> SourceRange {
        while offset < start {
            let byte = bytes.base[offset]
            offset += 1
            // A line ends with LF, CR LF, or CR alone, as in PostgreSQL's lexer.
            if byte == 0x0A || byte == 0x0D && bytes[offset] != 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80, byte != 0x0D {
                column += 1
            }
        }
        return SourceRange(offset: start, length: end - start, line: line, column: column)
    }
}
