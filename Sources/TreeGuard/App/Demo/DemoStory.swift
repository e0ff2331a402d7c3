import TreeGuardCore
import TreeGuardSystem

/// The story: a branch brings two migrations that production lacks, and production gets them one after the other.
struct DemoStory {
    let stage: DemoStage
    let session: Session

    func play() throws {
        tell(
            """
            A team works in a worktree. Its branch brings two migrations, and code that uses their tables.
            Production has neither. Merging now would break it:
            """)
        try check(expecting: .migrationsPending)

        tell("Somebody applies the first one by hand. What is missing now?")
        show("psql \"$PRODUCTION_URL\" -f \(DemoFiles.detectionsMigration)")
        try stage.apply(DemoFiles.detectionsMigration, to: "production")
        try check(expecting: .migrationsPending)

        tell("And then the second one.")
        show("psql \"$PRODUCTION_URL\" -f \(DemoFiles.tiersMigration)")
        try stage.apply(DemoFiles.tiersMigration, to: "production")
        try check(expecting: .success)
    }

    private func check(expecting code: ExitCode) throws {
        show("treeguard check")
        let output = stage.treeguard(["check"])
        session.print(output.outputText + output.errorText)
        guard output.end == .exited(code.rawValue) else {
            throw Failure(
                .internalError, what: "the demo did not go as the story says",
                why: "treeguard check ended with \(output.end), and should have with \(code.rawValue)",
                next: "report it with the text above")
        }
    }

    private func tell(_ text: String) { session.print("\n\(session.style.paint(text, .bold))\n") }
    private func show(_ command: String) { session.print("\n\(session.style.paint("$ \(command)", .dim))\n") }
}
