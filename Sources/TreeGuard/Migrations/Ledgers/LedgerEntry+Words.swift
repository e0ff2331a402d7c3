extension LedgerEntry {
    /// The entry as reports and JSON say it.
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
