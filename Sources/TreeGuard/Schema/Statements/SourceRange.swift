/// The place of a statement in its file. Bytes count from 0; line and column from 1; column counts characters.
package struct SourceRange: Hashable, Sendable {
    package var offset: Int
    package var length: Int
    package var line: Int
    package var column: Int

    package init(offset: Int, length: Int, line: Int, column: Int) {
        self.offset = offset
        self.length = length
        self.line = line
        self.column = column
    }
}
