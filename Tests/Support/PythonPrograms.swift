import TreeGuardCore
import TreeGuardSystem

/// Programs from PyPI that tests run for real (Tests/requirements.txt), in an environment of their own beside the
/// built tests. `make setup` makes it; the first test that needs it does so otherwise.
package enum PythonPrograms {
    /// The folder that holds `lefthook` and `pre-commit`.
    package static let folder: Result<String, any Error> = Result { try ready() }

    private static func ready() throws -> String {
        let environment = ProjectFolder.path(".build/python")
        let requirements = ProjectFolder.path("Tests/requirements.txt")
        let done = "\(environment)/installed"
        let wanted = try Files.read(requirements)
        if (try? Files.read(done)) != wanted {
            try runProgram("python3", "-m", "venv", environment)
            let pip = "\(environment)/bin/pip"
            let output = Subprocess.run(
                Command(pip, ["install", "--quiet", "--requirement", requirements], deadline: .seconds(240)))
            guard output.succeeded else { throw ProgramFailed(command: Command(pip, []), result: output) }
            try Files.write(wanted, to: done)
        }
        return "\(environment)/bin"
    }
}
