extension Subcommand {
    /// Every command, in the order in which help lists them.
    package static let all: [Subcommand] = [
        InitCommand.command,
        CheckCommand.command,
        MigrationsCommand.command,
        StatusCommand.command,
        PlanCommand.command,
        RehearseCommand.command,
        DeployCommand.command,
        RollbackCommand.command,
        RepairCommand.command,
        CloseCommand.command,
        FirewallCommand.command,
        InstallCommand.command,
        UninstallCommand.command,
        DoctorCommand.command,
        AllowCommand.command,
        ShowCommand.command,
        HookCommand.command,
        ExplainCommand.command,
        DemoCommand.command,
        CompletionsCommand.command,
        VersionCommand.command,
    ]
}
