import TreeGuardCommandLine

/// The options that say which change is meant, and whom to ask about it.
extension OptionDescription {
    package static let target = OptionDescription.value(
        "target", "REF", "The protected branch that would receive the change; by default the repository's own.")
    package static let source = OptionDescription.value(
        "source", "REF", "Branch to be merged (default: this worktree).")
    package static let worktree = OptionDescription.value(
        "worktree", "PATH", "The worktree that would land; by default the one that the command works in.")
    package static let environment = OptionDescription.value(
        "env", "NAME", isRepeated: true,
        "Ask this environment; by default every one. A required one that is left out makes a check ERROR.")
    package static let all = OptionDescription.flag(
        "all", "Look at every migration of the tree, not only at those that the change brings.")
    package static let committed = OptionDescription.flag(
        "committed", "Leave out what is staged, modified or untracked.")
    package static let offline = OptionDescription.flag(
        "offline", "Ask no database: say only what the change brings.")
}
