import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSystem

/// A migration that only its framework's own program can run.
struct DeployProgram {
    let session: Session
    let checking: Checking

    /// The command of the team, or the framework's usual one; throws where the project's code may not run for it.
    func command(for migration: Migration) throws(Failure) -> String {
        let landing = checking.landing
        guard landing.isWorkTree, let root = landing.repository.layout.workTree else {
            throw refused("its program runs the project's code, and only in the worktree that has it", "check it out")
        }
        guard let bytes = checking.texts.content(of: migration),
            (try? Files.read(migration.path, in: root)) == bytes
        else {
            throw refused(
                "the file in the worktree is not the one that would land", "merge the target into the branch first")
        }
        if let run = landing.config.migrationFolder(above: migration.path)?.0.run { return run }
        guard let own = migration.program else {
            throw refused(
                "\(migration.framework) runs code, and .treeguard does not say how",
                "git config -f .treeguard \(ShellQuoted("migrations.\(migration.sequence).run")) COMMAND")
        }
        let project = own.project(of: migration.sequence, checking.discovery.companionFiles)
        let place = project.folder.bytes.isEmpty ? root : "\(root)/\(project.folder.text)"
        var folders = [project.folder]
        while let last = folders.last, !last.bytes.isEmpty { folders.append(last.folder) }
        let search = PythonSearch(
            command: own.command, folders: folders.map { $0.bytes.isEmpty ? root : "\(root)/\($0.text)" },
            environment: session.environment,
            run: session.run)
        let knowing = (search.candidates() + search.candidatesOfTools()).first { python in
            session.run(Command(python, own.probe, in: place)).succeeded
        }
        guard let python = knowing else {
            throw refused(
                "\(own.title) is not installed where TreeGuard looks", "install it in .venv beside the scripts")
        }
        let words = own.arguments(for: project) { $0.bytes.isEmpty ? root : "\(root)/\($0.text)" }
        return "cd \(ShellQuoted(place)) && exec \(ShellQuoted(python)) -c \"$TREEGUARD_PROGRAM\" "
            + words.map { "\(ShellQuoted($0))" }.joined(separator: " ")
    }

    private func refused(_ why: String, _ next: String) -> Failure {
        Failure(.deploymentRefused, what: "it is not deployed", why: why, next: next)
    }

    /// Runs a file: we ourselves, or, under our lock, the program that alone can.
    ///
    /// - Parameter withSecrets: whether the program may see the addresses and passwords in our environment
    func run(
        _ run: FileRun, by program: ProgramRun?, on writing: DeploySession, in environment: Environment,
        _ retryLimits: RetryLimits, withSecrets: Bool = true, observing: ObserveRun = { _, _ in }
    ) throws(RunFailure) {
        guard let program else { return try writing.run(run, observing: observing) }
        try writing.run(
            run,
            byProgram: { () throws(RunFailure) in
                try self.run(program, in: environment, retryLimits, withSecrets: withSecrets)
            })
    }

    /// With the address in its environment alone.
    private func run(
        _ program: ProgramRun, in environment: Environment, _ retryLimits: RetryLimits, withSecrets: Bool
    ) throws(RunFailure) {
        do throws(Failure) {
            let commands = try TeamCommands(
                session, environment, in: checking.landing.repository.layout.workTree ?? session.directory)
            var command = commands.program(
                "/bin/sh", ["-c", program.command], deadline: retryLimits.statement ?? .seconds(3600))
            if !withSecrets {
                command.environment.merge(OfflineEnvironment.changes(to: session.environment)) { own, _ in own }
            }
            command.environment["TREEGUARD_REVISION"] = program.migration.identity.key
            // A program of many lines is no word for a shell's command line.
            command.environment["TREEGUARD_PROGRAM"] = program.migration.program?.source
            let options = (command.environment["PGOPTIONS"] ?? nil).map { "\($0) " } ?? ""
            command.environment["PGOPTIONS"] = options + "-c lock_timeout=\(retryLimits.lock.milliseconds)"
            let output = session.run(command)
            guard !output.succeeded else { return }
            // Python's traceback ends with hints; the line that counts names the error.
            let lines = output.errorText.split(separator: "\n").map(String.init)
            let telling = lines.last { $0.contains("Error") || $0.contains("error:") } ?? lines.last ?? ""
            let said = commands.withoutSecrets(telling)
            throw Failure(
                .deploymentFailed, what: "\(program.migration.path) was not deployed",
                why: "\(program.migration.framework) ended with \(output.end): \(Escaped(String(said.prefix(400))))",
                next: "treeguard check")
        } catch {
            throw RunFailure(error, .within(part: 0))
        }
    }
}
