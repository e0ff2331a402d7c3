import TreeGuardCore

/// `treeguard check`
enum CheckCommand {
    static let command = Subcommand(
        CommandDescription(
            "check", "Ask production whether the migrations of a change are already there",
            discussion: """
                Compares the target branch with the tree that would land in it, finds the migrations that are new, \
                edited or removed, and asks each environment, read-only, whether their effects are there: by the \
                framework's ledger and by the catalog.

                Exits 0 when it is SAFE to merge, 1 when migrations are missing from production, 3 when no answer \
                could be had.
                """,
            options: [
                .target, .source, .worktree, .environment, .all, .committed, .offline, .format,
            ],
            examples: [
                CommandExample("treeguard check", "What this worktree would bring into the default branch."),
                CommandExample(
                    "treeguard check --target main --source feature --format json",
                    "A branch that is not checked out, for a script."),
            ])
    ) { _ in
        throw Failure(
            .internalError, what: "treeguard check is not built yet", why: "this version does not hold it",
            next: "treeguard help")
    }
}
