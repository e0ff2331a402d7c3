import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSystem

/// The SQL of Alembic's revisions, as Alembic itself renders it; where it cannot or may not be asked, why not.
struct AlembicRenderings: Sendable {
    private var byPath: [RepositoryPath: AlembicRendering] = [:]

    /// nil for what is not Alembic's.
    subscript(migration: Migration) -> AlembicRendering? {
        guard migration.framework == Alembic().id else { return nil }
        return byPath[migration.path] ?? .unavailable("Alembic was not asked")
    }

    /// Which of a revision's two functions is rendered.
    enum Act: String { case upgrade, downgrade }

    /// Renders those of the migrations that may be rendered: code of the project runs, so it must be the person's own.
    init(
        _ act: Act = .upgrade, of migrations: [Migration], _ files: [RepositoryPath: [UInt8]], _ landing: Landing,
        _ session: Session
    ) throws(Failure) {
        let own = migrations.filter { $0.framework == Alembic().id }
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
            let run = AlembicRun(
                project: AlembicProject(scripts: scripts, files: files), root: root, main: main, session: session)
            let rendered = run.renderings(act, of: list)
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

/// One run of Alembic for one environment.
private struct AlembicRun {
    let project: AlembicProject
    let root: String
    let main: String?
    let session: Session

    private var folder: String { place(project.folder) }
    private func place(_ path: RepositoryPath) -> String { path.bytes.isEmpty ? root : "\(root)/\(path.text)" }

    func renderings(_ act: AlembicRenderings.Act, of migrations: [Migration]) -> [String: AlembicRendering] {
        func all(_ why: String) -> [String: AlembicRendering] {
            Dictionary(migrations.map { ($0.identity.key, .unavailable(why)) }) { first, _ in first }
        }
        guard Files.exists("\(place(project.scripts))/env.py") else {
            return all("there is no env.py beside the scripts")
        }
        let search = PythonSearch(folders: foldersAbove, environment: session.environment, run: session.run)
        for python in search.candidates() {
            if let result = result(act, of: migrations, by: python) {
                return result.merging(all("Alembic said nothing of it")) { a, _ in a }
            }
        }
        for python in search.candidatesOfTools() {
            if let result = result(act, of: migrations, by: python) {
                return result.merging(all("Alembic said nothing of it")) { a, _ in a }
            }
        }
        return all("Alembic is not installed where TreeGuard looks: .venv, venv or env beside it, or on the PATH")
    }

    /// nil where that Python has no Alembic.
    private func result(
        _ act: AlembicRenderings.Act, of migrations: [Migration], by python: String
    ) -> [String: AlembicRendering]? {
        session.detail("rendering \(migrations.count) revisions with \(Escaped(python))")
        let request: JSON = .object([
            "act": .string(act.rawValue),
            "settings": project.settings.map { .string(place($0)) } ?? .null, "section": .string(project.section),
            "scripts": .string(place(project.scripts)),
            "revisions": .array(
                migrations.map { .array([.string($0.identity.key), .array($0.requires.map { .string($0) })]) }),
        ])
        let output = session.run(
            Command(
                python, ["-c", AlembicDriver.source], in: folder,
                environment: AlembicEnvironment.changes(to: session.environment),
                standardInput: Array(request.line.utf8), deadline: .seconds(60)))
        if output.end == .exited(AlembicDriver.withoutAlembic) { return nil }
        if case .notStarted = output.end { return nil }
        var found = AlembicRendering.all(in: output.standardOutput)
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
    /// Whether git runs us, in a hook of its own: it says so by these variables.
    fileprivate var isInsideGit: Bool {
        ["GIT_DIR", "GIT_INDEX_FILE", "GIT_REFLOG_ACTION", "GIT_EXEC_PATH"].contains { environment[$0] != nil }
    }
}
