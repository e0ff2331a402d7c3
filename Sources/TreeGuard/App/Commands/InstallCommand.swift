import TreeGuardCommandLine

/// `treeguard install`
enum InstallCommand {
    static let command = Subcommand(
        CommandDescription(
            "install", "Guard every road into the protected branches of this repository",
            discussion: """
                Lays down thin scripts where git looks for hooks, for all worktrees. A hook that is there already is \
                kept and runs first. Where a hook manager is at home, its own configuration is joined, or the lines to \
                add are printed. treeguard uninstall restores what was there, byte for byte.

                Exits 0 when everything is in place and 1 when something is left for a person to do.
                """,
            options: [.server, .force, .textOrJSON],
            examples: [
                CommandExample("treeguard install", "Guards merge, pull, commit, rebase, push and the rest."),
                CommandExample("treeguard -C /srv/git/app.git install --server", "Guards a repository on a server."),
            ])
    ) { session in
        let target = try HookTarget(session)
        let report = try HookInstallation(
            in: session.directory, protecting: target.branches, program: target.program,
            isServer: session.arguments.has(.server), isForced: session.arguments.has(.force), run: session.run
        ).install()
        session.show(text: report.text(style: session.style), json: report.json)
        return report.exit
    }
}
