import TreeGuardBase
import TreeGuardVerdicts

/// The mark of a line: a symbol, and the ink for it and for the word beside it.
package enum Mark: Hashable, Sendable {
    case good, caution, bad, half, open
    /// Nothing can be said, and nothing need be.
    case silent
}

extension TextStyle {
    package func symbol(_ mark: Mark) -> String {
        switch mark {
        case .good: symbol("✓", or: "[ok]")
        case .caution: symbol("⚠️", or: "!")
        case .bad: symbol("✗", or: "x")
        case .half: symbol("◐", or: "~")
        case .open: symbol("○", or: "?")
        case .silent: "-"
        }
    }

    package var arrow: String { symbol("→", or: "->") }

    func paint(_ text: String, _ mark: Mark) -> String {
        switch mark {
        case .good: paint(text, .green)
        case .caution, .half: paint(text, .yellow)
        case .bad: paint(text, .red)
        case .open: paint(text, .blue)
        case .silent: paint(text, .dim)
        }
    }

    /// The symbol in its ink, and the room after it that keeps ⚠️ from covering what follows.
    func signed(_ mark: Mark) -> String {
        paint(symbol(mark), mark) + (mark == .caution && hasSymbols ? " " : "")
    }
}

extension MigrationState {
    var mark: Mark {
        switch self {
        case .applied: .good
        case .pending, .missing, .skipped: .bad
        case .partial, .untracked, .edited: .half
        case .unknown: .open
        }
    }

    /// From what must be looked at first to what needs nobody.
    static let worstFirst: [MigrationState] = [
        .unknown, .skipped, .missing, .partial, .edited, .untracked, .pending, .applied,
    ]

    var rank: Int { MigrationState.worstFirst.firstIndex(of: self) ?? 0 }
}
