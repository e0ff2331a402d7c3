/// A branch pattern in git's glob syntax (`main`, `release/*`) as a pattern of a shell's `case` over full reference
/// names. If the two differ, the shell's matches more: it only decides if TreeGuard is started.
package struct ShellPattern: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// Converts a pattern; nil for an impossible branch name, so that no foreign text gets into a script.
    package init?(branch pattern: String) {
        let name = pattern.hasPrefix("refs/heads/") ? String(pattern.dropFirst(11)) : pattern
        guard !name.isEmpty, name.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) else { return nil }
        var quoted = ""
        var previous: Character?
        for character in name {
            switch character {
            // A shell negates with !, git with ^ as well.
            case "^" where previous == "[": quoted += "!"
            case "!" where previous == "[": quoted += "!"
            case "*", "?", "[", "]", "-", "_", ".", "/": quoted.append(character)
            case "\\": quoted.append(character)
            case _ where character.isLetter || character.isNumber: quoted.append(character)
            case _ where previous == "\\": quoted.append(character)
            default: quoted += "\\" + String(character)
            }
            previous = character == "\\" && previous == "\\" ? nil : character
        }
        // A backslash at the end would escape the script's next character.
        guard previous != "\\" else { return nil }
        description = "refs/heads/" + quoted
    }
}
