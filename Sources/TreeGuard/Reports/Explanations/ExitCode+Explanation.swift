import TreeGuardBase

extension ExitCode {
    var explanationText: Explanation.Text {
        switch self {
        case .success: Explanation.Text("SAFE, or the command did what it was asked.")
        case .migrationsPending:
            Explanation.Text(
                "Migrations are not where they must be: NEEDS_MIGRATION or PARTIAL_MIGRATION.",
                so: ["treeguard check shows which, and what to do."],
                example: "treeguard check --format json | jq -r '.migrations[].path'")
        case .usage:
            Explanation.Text(
                "The command line, the configuration or the repository that was named is wrong. No database was asked.",
                so: ["The message says which. treeguard COMMAND --help shows what a command takes."])
        case .undetermined:
            Explanation.Text(
                "There is no answer: production could not be asked, or a migration could not be judged (ERROR).",
                so: ["treeguard explain ERROR says how that comes about. A script must not take it for 0."])
        case .internalError:
            Explanation.Text("A bug in TreeGuard. Nothing was changed.", so: ["Report the text that was printed."])
        case .interrupted:
            Explanation.Text("Stopped by Ctrl-C. Questions leave nothing behind in the database.")
        }
    }
}
