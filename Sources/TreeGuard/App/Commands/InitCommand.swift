import TreeGuardCommandLine
import TreeGuardGuard
import TreeGuardReports

/// `treeguard init`
enum InitCommand {
    private static let agents = OptionDescription.value(
        "agent", "NAME", oneOf: AgentTool.allCases.map(\.rawValue) + ["none"], isRepeated: true,
        "Write the settings of this agent; by default Claude Code's, and those of others whose folder is there.")
    private static let dryRun = OptionDescription.flag("dry-run", "Show what would be written, and write nothing.")

    static let command = Subcommand(
        CommandDescription(
            "init", "Write what a repository needs: .treeguard, and the settings of agents",
            discussion: """
                Writes .treeguard with what was found (the protected branch, folders of migrations and their \
                frameworks, where each environment's address is kept, never the address), the command \
                .claude/commands/tree-close.md, settings that run the gate before an agent merges, removes a worktree \
                or deletes a branch, and a few lines for AGENTS.md.

                What a person wrote stays: settings are joined, AGENTS.md is changed between its marks only, and other \
                files that are there already are left alone. Run again, it finds everything in place.

                Exits 0 when everything is in place and 1 when something is left for a person to add.
                """,
            options: [agents, dryRun, .textOrJSON],
            examples: [
                CommandExample("treeguard init --dry-run", "Shows every file that would be written."),
                CommandExample("treeguard init", "Writes them, and says what to do next."),
                CommandExample("treeguard init --agent codex --agent cursor", "For these two agents only."),
            ])
    ) { session in
        let named = session.arguments.values(givenFor: agents)
        let isDryRun = session.arguments.has(dryRun)
        let setup = try Setup(
            session, tools: named.isEmpty ? nil : named.compactMap(AgentTool.init(rawValue:)))
        if !isDryRun { try setup.write() }
        let report = SetupReport(files: setup.files, remarks: setup.remarks, isDryRun: isDryRun)
        session.show(text: report.text(style: session.style), json: report.json)
        return report.exit
    }
}
