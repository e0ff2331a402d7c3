extension TextStyle {
    /// Chooses colours by `--color` first, then NO_COLOR, CLICOLOR_FORCE, CLICOLOR and TERM. Symbols need a UTF-8
    /// locale.
    package init(environment: [String: String], isTerminal: Bool, color: ColorChoice, columns: Int?) {
        let mayColor =
            switch color {
            case .always: true
            case .never: false
            case .auto: TextStyle.wantsColors(environment, isTerminal: isTerminal)
            }
        let asked = environment["COLUMNS"].flatMap { Int($0) } ?? columns ?? 80
        self.init(
            hasColors: mayColor, hasSymbols: TextStyle.isUTF8(environment), width: min(max(asked, 40), 160))
    }

    private static func wantsColors(_ environment: [String: String], isTerminal: Bool) -> Bool {
        // no-color.org: any value counts, unless it is empty.
        if let value = environment["NO_COLOR"], !value.isEmpty { return false }
        if let value = environment["CLICOLOR_FORCE"], !value.isEmpty, value != "0" { return true }
        if environment["CLICOLOR"] == "0" { return false }
        guard isTerminal, let term = environment["TERM"] else { return false }
        return !term.isEmpty && term != "dumb"
    }

    /// True if the locale is UTF-8. The first of the three variables that is set decides, as in the C library.
    private static func isUTF8(_ environment: [String: String]) -> Bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        guard environment["TERM"] != "linux", let name = locale?.lowercased() else { return false }
        return name.contains("utf-8") || name.contains("utf8")
    }
}
