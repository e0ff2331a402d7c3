import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSystem

/// The SQL of migrations that are code, as their framework's own program renders it; where it cannot or may not be asked,
/// the reason.
struct ProgramRenderings: Sendable {
    private var byPath: [RepositoryPath: ProgramRendering] = [:]

    /// nil for a migration that is SQL itself.
    subscript(migration: Migration) -> ProgramRendering? {
        migration.program.map { byPath[migration.path] ?? .unavailable("\($0.title) was not asked") }
    }

    /// Renders those of the migrations that may be rendered: code of the project runs, so it must be the person's own.
    init(
        _ direction: ProgramDirection = .upgrade, of migrations: [Migration], _ files: [RepositoryPath: [UInt8]],
        _ landing: Landing, _ session: Session
    ) throws(Failure) {
        let own = migrations.filter(\.isProgram)
        guard !own.isEmpty else { return }
        var open: [Migration] = []
        for migration in own {
            if let obstacle = try landing.obstacle(toRendering: migration, session) {
                byPath[migration.path] = .unavailable(obstacle)
            } else {
                open.append(migration)
            }
        }
        guard let root = landing.repository.layout.workTree else { return }
        let main = try landing.repository.mainWorkTree()
        for (scripts, list) in Dictionary(grouping: open, by: \.sequence) {
            guard let program = list.first?.program else { continue }
            let run = RenderingRun(
                program: program, project: program.project(of: scripts, files), root: root, main: main,
                session: session)
            let rendered = run.renderings(direction, of: list)
            for migration in list { byPath[migration.path] = rendered[migration.identity.key] }
        }
    }
}

extension Landing {
    /// Why the project's code may not run for this migration, if so.
    fileprivate func obstacle(toRendering migration: Migration, _ session: Session) throws(Failure) -> String? {
        let choice = config.migrationFolder(above: migration.path)?.0.render
        if choice == false { return ".treeguard says render = false" }
        if migration.change == .removed { return "the change removes the script" }
        guard isWorkTree, let root = repository.layout.workTree else {
            return "rendering runs the project's code, and only in the worktree that is checked: check it out"
        }
        if choice != true, session.isInsideGit {
            return "rendering runs the project's code, which a hook does only where .treeguard says render = true"
        }
        guard case .blob? = migration.content, let content = migration.content else { return nil }
        let wanted = WantedFile(path: migration.path, content: content)
        let landing = try contents(of: [wanted])[wanted]
        do throws(SystemError) {
            if try Files.read(migration.path, in: root) == landing { return nil }
        } catch  where error.isMissing {
            return "the worktree does not have the script yet: merge the target into it"
        } catch {}
        return "the script in the worktree is not the one that would land"
    }
}

/// One run of the program for one folder of migrations.
private struct RenderingRun {
    let program: any FrameworkProgram
    let project: ProgramProject
    let root: String
    let main: String?
    let session: Session

    private var folder: String { place(project.folder) }
    private func place(_ path: RepositoryPath) -> String { path.bytes.isEmpty ? root : "\(root)/\(path.text)" }

    func renderings(_ direction: ProgramDirection, of migrations: [Migration]) -> [String: ProgramRendering] {
        func all(_ why: String) -> [String: ProgramRendering] {
            Dictionary(migrations.map { ($0.identity.key, .unavailable(why)) }) { first, _ in first }
        }
        guard Files.exists("\(place(project.scripts))/\(program.entryPoint)") else {
            return all("there is no \(program.entryPoint) beside the scripts")
        }
        let search = PythonSearch(
            command: program.command, folders: foldersAbove, environment: session.environment, run: session.run)
        for python in search.candidates() {
            if let result = result(direction, of: migrations, by: python) {
                return result.merging(all("\(program.title) said nothing of it")) { a, _ in a }
            }
        }
        for python in search.candidatesOfTools() {
            if let result = result(direction, of: migrations, by: python) {
                return result.merging(all("\(program.title) said nothing of it")) { a, _ in a }
            }
        }
        return all(
            "\(program.title) is not installed where TreeGuard looks: .venv, venv or env beside it, or on the PATH")
    }

    /// nil where that interpreter does not have the framework.
    private func result(
        _ direction: ProgramDirection, of migrations: [Migration], by python: String
    ) -> [String: ProgramRendering]? {
        session.detail("rendering \(migrations.count) revisions with \(Escaped(python))")
        let (arguments, input) = program.rendering(direction, of: migrations, in: project, place)
        let output = session.run(
            Command(
                python, arguments, in: folder,
                environment: OfflineEnvironment.changes(to: session.environment),
                standardInput: input, deadline: .seconds(60)))
        if output.end == .exited(program.exitWithoutFramework) { return nil }
        if case .notStarted = output.end { return nil }
        var found = program.renderings(in: output.standardOutput)
        guard !output.succeeded else { return found }
        let last = output.errorText.split(separator: "\n").last.map(String.init) ?? ""
        let why =
            output.end == .deadlineExceeded
            ? "it took more than a minute" : "it ended with \(output.end): \(last.prefix(200))"
        for migration in migrations where found[migration.identity.key] == nil {
            found[migration.identity.key] = .unavailable("rendering failed: \(why)")
        }
        return found
    }

    private var foldersAbove: [String] {
        var folders = [project.folder]
        while let last = folders.last, !last.bytes.isEmpty { folders.append(last.folder) }
        return folders.map(place)
            + (main.map { main in folders.map { $0.bytes.isEmpty ? main : "\(main)/\($0.text)" } } ?? [])
    }
}

extension Session {
    /// True if git runs us, in a hook of its own: it says so by these variables.
    fileprivate var isInsideGit: Bool {
        ["GIT_DIR", "GIT_INDEX_FILE", "GIT_REFLOG_ACTION", "GIT_EXEC_PATH"].contains { environment[$0] != nil }
    }
}
