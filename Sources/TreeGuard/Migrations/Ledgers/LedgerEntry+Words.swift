extension LedgerEntry {
    /// The word for reports and JSON.
    package var word: String {
        switch self {
        case .none: "none"
        case .recorded: "recorded"
        case .notRecorded: "not recorded"
        case .noTable: "absent"
        case .unfinished: "unfinished"
        case .unreadable: "unreadable"
        }
    }
}
