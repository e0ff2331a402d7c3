import TreeGuardBase

/// Alembic, run by the project's own Python.
struct AlembicProgram: FrameworkProgram {
    let title = "Alembic"
    let command = "alembic"
    let entryPoint = "env.py"
    let probe = ["-c", "import alembic.config"]
    let exitWithoutFramework: Int32 = 42
    let renderingCommand = "alembic upgrade --sql"
    let source = AlembicUpgrade.source

    func project(of scripts: RepositoryPath, _ files: [RepositoryPath: [UInt8]]) -> ProgramProject {
        let found = AlembicSettings.of(scripts, in: files)
        return ProgramProject(
            scripts: scripts, folder: found?.file.folder ?? scripts.folder, settings: found?.file,
            section: found?.section ?? "alembic")
    }

    func rendering(
        _ direction: ProgramDirection, of migrations: [Migration], in project: ProgramProject,
        _ place: (RepositoryPath) -> String
    ) -> (arguments: [String], input: [UInt8]) {
        let request: JSON = .object([
            "act": .string(direction.rawValue),
            "settings": project.settings.map { .string(place($0)) } ?? .null, "section": .string(project.section),
            "scripts": .string(place(project.scripts)),
            "revisions": .array(
                migrations.map { .array([.string($0.identity.key), .array($0.requires.map { .string($0) })]) }),
        ])
        return (["-c", AlembicRenderer.source], Array(request.line.utf8))
    }

    func renderings(in output: [UInt8]) -> [String: ProgramRendering] { ProgramRendering.ofAlembic(in: output) }

    func arguments(for project: ProgramProject, _ place: (RepositoryPath) -> String) -> [String] {
        [project.settings.map(place) ?? "", project.section, place(project.scripts)]
    }

    /// A revision that joins branches has several parents.
    func parent(of migration: Migration) -> String? {
        migration.requires.count > 1 ? nil : migration.requires.first ?? "base"
    }

    func downgrade(in script: [UInt8]) -> ProgramDowngrade { ProgramDowngrade(alembicScript: script) }

    /// One command for each branch: Alembic runs whatever a revision needs.
    func commands(upgradingTo migrations: [Migration]) -> [String] {
        let needed = Set(migrations.flatMap(\.requires))
        return migrations.map(\.identity.key).filter { !needed.contains($0) }
            .map { "alembic upgrade \(ShellQuoted($0))" }
    }
}
