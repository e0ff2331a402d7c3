import TreeGuardCore

/// `treeguard demo`
enum DemoCommand {
    static let keep = OptionDescription.flag("keep", "Leave the servers and the repository, and say where they are.")

    static let command = Subcommand(
        CommandDescription(
            "demo", "Play a story on a throwaway repository and a throwaway PostgreSQL",
            discussion: "Needs git and PostgreSQL's server programs. Leaves nothing behind.",
            options: [keep],
            examples: [CommandExample("treeguard demo", "A branch with two migrations, checked three times.")])
    ) { _ in
        throw Failure(
            .internalError, what: "treeguard demo is not built yet", why: "this version does not hold it",
            next: "treeguard help")
    }
}
