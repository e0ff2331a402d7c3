import TreeGuardCore

/// `treeguard explain [CODE]`
enum ExplainCommand {
    private static let code = PositionalDescription(
        "CODE", .oneOrNone, "An error code, a state or a verdict; without it, they are listed.")

    static let command = Subcommand(
        CommandDescription(
            "explain", "Explain an error code, a state or a verdict",
            positionals: [code],
            examples: [CommandExample("treeguard explain untracked", "What that state means and what to do about it.")])
    ) { _ in
        throw Failure(
            .internalError, what: "treeguard explain is not built yet", why: "this version does not hold it",
            next: "treeguard help")
    }
}
