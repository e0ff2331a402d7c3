import TreeGuardBase
import TreeGuardSchema
import TreeGuardSystem

/// The story: a branch brings two migrations that production lacks. One gets there by hand, the other is deployed at the
/// prompt, and the worktree is closed.
struct DemoStory {
    let stage: DemoStage
    let session: Session

    func play() throws {
        tell(
            """
            A team works in a worktree. Its branch brings two migrations, and code that uses their tables.
            Production has neither. Merging now would break it:
            """)
        try play(["check"], expecting: .migrationsPending)

        tell("Somebody applies the first one by hand. What is missing now?")
        show("psql \"$PRODUCTION_URL\" -f \(DemoFiles.detectionsMigration)")
        try stage.apply(DemoFiles.detectionsMigration, to: "production")
        try play(["check"], expecting: .migrationsPending)

        tell("To close the worktree is to merge its branch. That is stopped:")
        try play(["close", "security-detections"], in: stage.repository, expecting: .migrationsPending)

        tell(
            """
            At a terminal it asks: Deploy before merging? "y" shows what would run, and asks for the environment's name.
            The file runs in one transaction with its record, and production is asked again. Now nothing stands in the
            way: it merges, removes the worktree and deletes the branch.
            """)
        try play(
            ["close", "security-detections"], in: stage.repository, expecting: .success,
            answering: [
                Answer(question: "Deploy before merging?", typed: "y"),
                Answer(question: "Type production to go on:", typed: "production"),
            ])
    }

    /// The input that is typed once a question appears.
    struct Answer {
        let question: String
        let typed: String
    }

    private func play(
        _ words: [String], in folder: String? = nil, expecting code: ExitCode, answering answers: [Answer] = []
    ) throws {
        let command = "treeguard \(words.joined(separator: " "))"
        show(command)
        let place = folder ?? stage.worktree
        let output =
            answers.isEmpty
            ? stage.treeguard(words, in: place) : try stage.treeguard(words, in: place, answering: answers)
        session.print(output.text)
        guard output.code == code.rawValue else {
            throw Failure(
                .internalError, what: "the demo did not go as the story says",
                why:
                    "\(command) ended with \(output.code.map(String.init) ?? "a signal"), and should have with \(code.rawValue)",
                next: "report it with the text above")
        }
    }

    private func tell(_ text: String) { session.print("\n\(session.style.paint(text, .bold))\n") }
    private func show(_ command: String) { session.print("\n\(session.style.paint("$ \(command)", .dim))\n") }
}
