import TreeGuardCore
import TreeGuardSystem

/// The story: a branch brings two migrations that production lacks. One gets there by hand, the other is deployed, and
/// the worktree is closed.
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
            At a terminal it asks: Deploy before merging? This is what "y" does, each file in one transaction with its
            record, and the check afterwards:
            """)
        try play(["deploy", "--yes"], expecting: .success)

        tell("Now nothing stands in the way. It merges, removes the worktree and deletes the branch:")
        try play(["close", "security-detections"], in: stage.repository, expecting: .success)
    }

    private func play(_ words: [String], in folder: String? = nil, expecting code: ExitCode) throws {
        let command = "treeguard \(words.joined(separator: " "))"
        show(command)
        let output = stage.treeguard(words, in: folder ?? stage.worktree)
        session.print(output.outputText + output.errorText)
        guard output.end == .exited(code.rawValue) else {
            throw Failure(
                .internalError, what: "the demo did not go as the story says",
                why: "\(command) ended with \(output.end), and should have with \(code.rawValue)",
                next: "report it with the text above")
        }
    }

    private func tell(_ text: String) { session.print("\n\(session.style.paint(text, .bold))\n") }
    private func show(_ command: String) { session.print("\n\(session.style.paint("$ \(command)", .dim))\n") }
}
