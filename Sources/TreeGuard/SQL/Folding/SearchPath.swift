/// Splits the text of search_path as SplitIdentifierString does: names become lower case unless quoted.
enum SearchPath {
    /// The names. `''` gives one empty name, which means no schema.
    static func names(in value: String) -> [String] {
        var names: [String] = []
        var name = ""
        var isQuoted = false
        var wasQuoted = false
        for character in value {
            if character == "\"" {
                // A doubled quote inside quotes means one quote: here the second one reopens the quotes.
                if wasQuoted, !isQuoted, !name.isEmpty { name.append("\"") }
                isQuoted.toggle()
                wasQuoted = true
            } else if isQuoted {
                name.append(character)
            } else if character == "," {
                names.append(name)
                (name, wasQuoted) = ("", false)
            } else if !character.isWhitespace {
                name.append(contentsOf: character.isASCII ? character.lowercased() : String(character))
            }
        }
        return names + [name]
    }
}
