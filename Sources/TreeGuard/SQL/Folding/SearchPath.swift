/// The value of search_path as text, split as SplitIdentifierString does: folded unless quoted.
enum SearchPath {
    /// `''` is one empty name: no schema at all.
    static func names(in value: String) -> [String] {
        var names: [String] = []
        var name = ""
        var isQuoted = false
        var wasQuoted = false
        for character in value {
            if character == "\"" {
                // A doubled quote inside quotes stands for one: the second opens again.
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
