import TreeGuardCommandLine

/// The options of `treeguard rollback` alone.
enum RollbackOptions {
    static let environment = OptionDescription.value(
        "env", "NAME", "Roll back in this environment; by default in the one that is required.")
    static let last = OptionDescription.flag(
        "last", "Undo every file of the last recorded deployment of which anything is left.")
    static let deployment = OptionDescription.value(
        "deployment", "ID", "Undo every file of this deployment, as treeguard.deployment has it.")
    static let to = OptionDescription.value(
        "to", "VERSION", "Undo everything that came after this migration, which stays.")
    static let acceptLoss = OptionDescription.value(
        "accept-loss", "TABLE", isRepeated: true,
        "Agree to lose the rows of this table, and of its columns; --dry-run names the tables.")
    static let dryRun = OptionDescription.flag(
        "dry-run", "Show what would run and what would be lost, and run nothing.")
    static let yes = OptionDescription.flag("yes", "Roll back without asking what no protected branch has.")
}
