import TreeGuardBase
import TreeGuardSystem

/// Python with the packages that Tests/requirements.txt names, made by the first test that needs it.
package enum PythonPackages {
    private static let made = Result { () throws in
        let result = Subprocess.run(
            Command(
                ProjectFolder.path(".ci/python"), [], environment: CallersEnvironment.variables.mapValues { $0 },
                deadline: .seconds(300)))
        guard result.succeeded else {
            throw ProgramFailed(command: Command(".ci/python", []), result: result)
        }
        return ProjectFolder.path(".build/venv")
    }

    /// The virtual environment, as a project has it: `bin/python`, `bin/alembic`.
    package static func virtualEnvironment() throws -> String { try made.get() }
}
