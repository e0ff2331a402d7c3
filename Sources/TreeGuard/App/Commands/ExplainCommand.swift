import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardReports

/// `treeguard explain [CODE]`
enum ExplainCommand {
    private static let code = PositionalDescription(
        "CODE", .oneOrNone, "An error code, a state, a verdict or an exit code; without it, they are listed.")

    static let command = Subcommand(
        CommandDescription(
            "explain", "Explain an error code, a state or a verdict",
            positionals: [code],
            examples: [
                CommandExample("treeguard explain untracked", "What that state means and what to do about it.")
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        guard let word = session.arguments.positionals.first else {
            session.print(Explanation.list(style: session.style))
            return .success
        }
        guard let explanation = Explanation.named(word) else {
            let near = nearest(to: word, among: Explanation.all.map(\.word))
            throw Failure(
                .usage, what: "there is nothing to explain by the name of \(Escaped(word))",
                why: near.map { "did you mean \($0)?" } ?? "treeguard answers with no such word",
                next: near.map { "treeguard explain \($0)" } ?? "treeguard explain")
        }
        session.print(explanation.rendered(style: session.style))
        return .success
    }
}
