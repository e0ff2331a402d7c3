/// Search for a word in a text, byte by byte. The standard library's own, of the same names, comes with its regular
/// expressions: 1.3 MB in every program that links them. `Package.swift` keeps those out of the layers that the hook is
/// made of, and wherever both can be seen the compiler prefers these.
extension StringProtocol {
    package func contains(_ word: String) -> Bool { firstRange(of: word) != nil }

    /// The first place of the word.
    package func firstRange(of word: String) -> Range<Index>? {
        let wanted = Array(word.utf8)
        var start = utf8.startIndex
        while true {
            if utf8[start...].starts(with: wanted) { return start..<utf8.index(start, offsetBy: wanted.count) }
            guard start < utf8.endIndex else { return nil }
            utf8.formIndex(after: &start)
        }
    }
}
