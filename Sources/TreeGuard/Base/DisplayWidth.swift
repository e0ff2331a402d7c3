extension StringProtocol {
    /// The number of terminal columns that the text takes.
    package var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }
}

extension Character {
    fileprivate var displayWidth: Int {
        guard let first = unicodeScalars.first else { return 0 }
        // A variation selector makes this an emoji, which is two columns wide.
        if unicodeScalars.contains("\u{FE0F}") { return 2 }
        switch first.value {
        // East Asian Wide and Fullwidth, and emoji (Unicode 15, EastAsianWidth.txt, in coarse ranges).
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
            0x1F900...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return first.properties.generalCategory == .nonspacingMark ? 0 : 1
        }
    }
}

extension String {
    /// The text, padded with blanks to this width.
    package func padded(to width: Int) -> String { self + blanks(width - displayWidth) }
}

package func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
