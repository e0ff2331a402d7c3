import TreeGuardCommandLine

/// The options of `treeguard deploy` alone.
enum DeployOptions {
    static let dryRun = OptionDescription.flag("dry-run", "Show what would run, and run nothing.")
    static let yes = OptionDescription.flag("yes", "Deploy without asking: for a pipeline.")
    static let uncommitted = OptionDescription.flag(
        "uncommitted", "Deploy files that are not committed, too.")
    static let accept = OptionDescription.value(
        "accept", "HAZARD", isRepeated: true,
        "Allow this hazard, such as index-blocks-writes. treeguard plan names them.")
    static let openFirewall = OptionDescription.flag(
        "open-firewall", "Let this machine in to the database for as long as it takes, by [firewall] in .treeguard.")
    static let environment = OptionDescription.value(
        "env", "NAME", "Deploy to this environment; by default to the one that is required.")
}
