/// One piece of the text, in bytes, from its first token to the end of its last.
struct Piece {
    enum Kind {
        /// A statement, without its semicolon.
        case sql
        case metaCommand(MetaCommand)
        /// A statement that must not reach the parser, and the reason.
        case unreadable(String)
        /// A data statement that is too large to parse: only its command is kept.
        case largeData(String)
    }
    var kind: Kind
    var start: Int
    var end: Int
    /// The position of the first possible psql variable.
    var variable: Int?
    /// True if no semicolon follows, or if COPY rows follow: the next piece must not be parsed together with this one.
    var endsBatch = false
    /// The rows of COPY ... FROM stdin, without the line that ends them.
    var rows: Range<Int>?
}

/// The pieces of a text, and the ranges to blank out before parsing.
struct Pieces {
    var all: [Piece] = []
    /// psql commands inside a statement. Spaces replace them, so that positions stay the same.
    var blanks: [Range<Int>] = []
}
