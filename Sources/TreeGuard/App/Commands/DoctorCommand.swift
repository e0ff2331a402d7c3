import TreeGuardCommandLine
import TreeGuardGuard
import TreeGuardReports

/// `treeguard doctor`
enum DoctorCommand {
    static let command = Subcommand(
        CommandDescription(
            "doctor", "Say which roads are guarded in each worktree, and why others are not",
            discussion: "Exits 0 when every road is guarded and 1 when one is open.",
            options: [.server, .textOrJSON],
            examples: [CommandExample("treeguard doctor", "Looks at every worktree of this repository.")])
    ) { session in
        let target = try HookTarget(session)
        let diagnosis = try HookInstallation(
            in: session.directory, protecting: target.branches, program: target.program,
            isServer: session.arguments.has(.server), run: session.run
        ).diagnose()
        session.show(text: diagnosis.text(style: session.style), json: diagnosis.json)
        return diagnosis.exit
    }
}
