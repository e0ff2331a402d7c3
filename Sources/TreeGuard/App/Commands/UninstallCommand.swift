import TreeGuardCommandLine

/// `treeguard uninstall`
enum UninstallCommand {
    static let command = Subcommand(
        CommandDescription(
            "uninstall", "Take the hooks out again, and restore what was there before",
            discussion: "Exits 1 where somebody changed a file since, which is then left alone.",
            options: [.force, .textOrJSON],
            examples: [CommandExample("treeguard uninstall", "Leaves every file as it was before treeguard install.")])
    ) { session in
        let report = try HookRemoval(
            in: session.directory, isForced: session.arguments.has(.force), run: session.run
        ).uninstall()
        session.show(text: report.text(style: session.style), json: report.json)
        return report.exit
    }
}
