/// Search for a word in a text, byte by byte. The standard library's own comes with its regular expressions, which are
/// 2 MB in every program that links them; `Package.swift` keeps them out of the layers that the hook is made of.
extension StringProtocol {
    package func holds(_ word: String) -> Bool { firstPlace(of: word) != nil }

    /// Where the word stands for the first time.
    package func firstPlace(of word: String) -> Range<Index>? {
        let wanted = Array(word.utf8)
        var start = utf8.startIndex
        while true {
            if utf8[start...].starts(with: wanted) { return start..<utf8.index(start, offsetBy: wanted.count) }
            guard start < utf8.endIndex else { return nil }
            utf8.formIndex(after: &start)
        }
    }
}
