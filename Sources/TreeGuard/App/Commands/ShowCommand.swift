import TreeGuardBase
import TreeGuardCommandLine

/// `treeguard show COMMIT`
enum ShowCommand {
    private static let commit = PositionalDescription(
        "COMMIT", .oneOrNone, "The commit that entered a protected branch; by default HEAD.")

    static let command = Subcommand(
        CommandDescription(
            "show", "Show the verdict that let a commit into its branch",
            discussion: """
                The verdict is a note on the commit, in refs/notes/treeguard: git log --notes=treeguard shows it too. \
                A commit that brought no migration has none.
                """,
            positionals: [commit],
            examples: [CommandExample("treeguard show main", "Who or what let the last merge through, and when.")])
    ) { session in
        let name = session.arguments.positionals.first ?? "HEAD"
        let output = session.run(
            Command(
                "git", ["notes", "--ref=treeguard", "show", "--end-of-options", "\(name)^{commit}"],
                in: session.directory))
        guard output.succeeded else {
            let why = output.errorText.split(separator: "\n").first.map(String.init) ?? "git gave no reason"
            throw Failure(
                .revisionUnknown, what: "there is no verdict on \(Escaped(name))", why: Escaped(why).description,
                next: "git log --notes=treeguard")
        }
        session.print(output.outputText)
        return .success
    }
}
