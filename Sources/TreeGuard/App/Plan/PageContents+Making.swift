import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardSchema

extension PageContents {
    /// The contents of a page: every migration of the change, applied ones included.
    init(_ checking: Checking, _ looking: PlanLooking, _ environment: PlanReport.Environment, _ asked: AskedEnvironment)
    {
        let migrations = checking.discovery.landing.filter { $0.change != nil }
        let scripts = migrations.map { checking.texts.script(of: $0) }
        var names = NameResolution(searchPath: asked.catalog.searchPath, existing: asked.catalog.objects.keys)
        let steps = scripts.map { names.resolved($0.steps) }
        self.init(
            source: checking.landing.sourceName, target: checking.landing.target, environment: environment,
            files: migrations.map { migration in
                let statements = checking.texts.instructions(of: migration).flatMap(\.statements)
                return File(
                    path: migration.path, state: asked.state(of: migration), creates: Creation(of: statements).lines,
                    references: looking.references.found(to: migration), down: migration.down)
            },
            verification: VerificationQuery.all(for: SchemaHistory(of: steps)))
        guard !checking.landing.config.deploySettings(for: environment.name).isRecorded else { return }
        let first = migrations.first
        let before = checking.discovery.landing.filter { $0.sequence == first?.sequence }.prefix {
            $0.path != first?.path
        }
        rollbackOption = before.last.map { "--to \(ShellQuoted($0.path.name))" }
    }
}
