import TreeGuardCommandLine

/// The options of `treeguard repair` alone.
enum RepairOptions {
    static let dryRun = OptionDescription.flag("dry-run", "Show what would be written, and write nothing.")
    static let yes = OptionDescription.flag("yes", "Write without asking.")
    static let createLedger = OptionDescription.flag(
        "create-ledger", "Make the framework's table where there is none, as the framework makes it.")
}
