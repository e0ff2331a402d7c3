import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardSystem

/// `treeguard demo`
enum DemoCommand {
    static let keep = OptionDescription.flag("keep", "Leave the server and the repository, and say where they are.")

    static let command = Subcommand(
        CommandDescription(
            "demo", "Play a story on a throwaway repository and a throwaway PostgreSQL",
            discussion:
                "Needs git and PostgreSQL's server programs. Touches nothing of yours and leaves nothing behind.",
            options: [keep],
            examples: [
                CommandExample("treeguard demo", "A branch with two migrations, from the first check to the merge."),
                CommandExample("treeguard demo --keep", "The same, to go on by hand afterwards."),
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        session.note("starting a throwaway PostgreSQL and making a repository ...")
        let stage = try DemoStage(session)
        let leaving = CleanUps.register { stage.remove() }
        do {
            try DemoStory(stage: stage, session: session).play()
        } catch {
            CleanUps.run(leaving)
            throw error
        }
        guard session.arguments.has(keep) else {
            CleanUps.run(leaving)
            session.print("\nEverything was removed. To go on by hand: treeguard demo --keep\n")
            return .success
        }
        CleanUps.forget(leaving)
        stage.server.leaveRunning()
        session.print(farewell(stage))
        return .success
    }

    private static func farewell(_ stage: DemoStage) -> String {
        """

        It is all still there:
          repository    \(stage.repository)
          server        \(stage.server.folder)

          export TREEGUARD_PRODUCTION_URL=\(ShellQuoted(stage.url("production")))
          cd \(ShellQuoted(stage.repository)) && treeguard status

        To remove it:
          \(stage.server.stopCommand)
          rm -rf \(ShellQuoted(stage.folder)) \(ShellQuoted(stage.server.folder))

        """
    }
}
