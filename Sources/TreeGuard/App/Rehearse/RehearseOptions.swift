import TreeGuardCommandLine

/// The options of `treeguard rehearse` alone.
enum RehearseOptions {
    static let environment = OptionDescription.value(
        "env", "NAME", "Rehearse on a copy of this environment; by default of the one that is required.")
    static let data = OptionDescription.value(
        "data", "TABLE", isRepeated: true, "Copy rows of this table, too; by default no row leaves production.")
    static let rows = OptionDescription.value("rows", "N", standard: "1000", "How many rows --data copies of a table.")
}
