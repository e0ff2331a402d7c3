import TreeGuardBase
import TreeGuardReports

/// A place that answers go to; its raw value ends the name of a recording.
enum Look: String, CaseIterable, Sendable {
    case wide = "txt"
    case narrow = "narrow.txt"
    case ascii = "ascii.txt"
    case color = "color.txt"
    case verbose = "verbose.txt"
    case json = "json"

    var format: Format { self == .json ? .json : .text }
    var detail: Detail { self == .verbose ? .full : .brief }

    var style: TextStyle {
        switch self {
        case .wide, .verbose: TextStyle(hasColors: false, hasSymbols: true, width: 100)
        case .narrow: TextStyle(hasColors: false, hasSymbols: true, width: 60)
        case .ascii, .json: .plain
        case .color: TextStyle(hasColors: true, hasSymbols: true, width: 100)
        }
    }
}
