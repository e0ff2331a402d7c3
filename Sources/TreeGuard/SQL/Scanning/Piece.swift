/// One stretch of the text, in bytes, as the scanner cut it: from its first token to the end of its last.
struct Piece {
    enum Kind {
        /// A statement, without its semicolon.
        case sql
        case metaCommand(MetaCommand)
        /// A statement that nobody must hand to the parser, and why.
        case unreadable(String)
        /// A data statement so large that it is only named.
        case largeData(String)
    }
    var kind: Kind
    var start: Int
    var end: Int
    /// The place of the first text that psql would read as a variable.
    var variable: Int?
    /// No semicolon follows, or rows of COPY do: no parser may see what comes next together with this.
    var endsBatch = false
    /// The rows of COPY ... FROM stdin, without the line that ends them.
    var rows: Range<Int>?
}

/// The pieces of a text, and what to blank before it is parsed.
struct Pieces {
    var all: [Piece] = []
    /// psql commands inside a statement: spaces take their place, so that positions stay.
    var blanks: [Range<Int>] = []
}
