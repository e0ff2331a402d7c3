import TreeGuardCore

/// `treeguard migrations`
enum MigrationsCommand {
    static let command = Subcommand(
        CommandDescription(
            "migrations", "List the migrations that a change adds, edits or removes",
            discussion: "Asks no database. Says also which files were left out, and why.",
            options: [.target, .source, .worktree, .committed, .format],
            examples: [CommandExample("treeguard migrations --target main", "What this worktree brings into main.")])
    ) { _ in
        throw Failure(
            .internalError, what: "treeguard migrations is not built yet", why: "this version does not hold it",
            next: "treeguard help")
    }
}
