/// The abilities of the place that text goes to. Renderers ask it, and never look at the environment themselves.
package struct TextStyle: Sendable, Hashable {
    package var hasColors: Bool
    /// True if ✓ ◐ ⚠️ can be shown; plain ASCII otherwise.
    package var hasSymbols: Bool
    /// Columns in a line.
    package var width: Int

    package init(hasColors: Bool, hasSymbols: Bool, width: Int = 80) {
        self.hasColors = hasColors
        self.hasSymbols = hasSymbols
        self.width = width
    }

    /// The style that every terminal, file and pipe can show.
    package static let plain = TextStyle(hasColors: false, hasSymbols: false)

    package enum Ink: String, Sendable {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"
    }

    /// The text in that ink, or as it is where there are no colours.
    package func paint(_ text: String, _ inks: Ink...) -> String {
        guard hasColors, !text.isEmpty else { return text }
        return "\u{1B}[" + inks.map(\.rawValue).joined(separator: ";") + "m" + text + "\u{1B}[0m"
    }

    /// The symbol where it can be shown, and what stands for it elsewhere.
    package func symbol(_ symbol: String, or ascii: String) -> String { hasSymbols ? symbol : ascii }
}

/// The choice that a person makes with `--color`.
package enum ColorChoice: String, Sendable, CaseIterable {
    case auto, always, never
}
