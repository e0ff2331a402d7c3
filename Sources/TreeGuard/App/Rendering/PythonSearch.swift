import TreeGuardBase
import TreeGuardSystem

/// The Pythons that may have the project's framework, the likeliest first.
struct PythonSearch {
    /// The framework's own command.
    let command: String
    /// The folder in which the framework runs, and the folders above it up to the working tree's root, and the main worktree's.
    let folders: [String]
    let environment: [String: String]
    let run: RunCommand

    func candidates() -> [String] {
        var found: [String] = []
        func add(_ path: String?) {
            if let path, !found.contains(path), Files.exists(path) { found.append(path) }
        }
        if let active = environment["VIRTUAL_ENV"] { add("\(active)/bin/python") }
        for folder in folders { for name in [".venv", "venv", "env"] { add("\(folder)/\(name)/bin/python") } }
        add(behindCommand)
        add(path(of: "python3"))
        add(path(of: "python"))
        return found
    }

    /// Tools that keep a project's packages elsewhere know where; asking them takes a while, so only when nothing else helps.
    func candidatesOfTools() -> [String] {
        let tools = [
            ("poetry.lock", "poetry", ["env", "info", "--executable"]), ("Pipfile", "pipenv", ["--py"]),
            ("pdm.lock", "pdm", ["info", "--python"]),
        ]
        return tools.compactMap { file, tool, arguments in
            guard let folder = folders.first(where: { Files.exists("\($0)/\(file)") }), let program = path(of: tool)
            else { return nil }
            let result = run(Command(program, arguments, in: folder, deadline: .seconds(10)))
            let path = result.outputText.split(separator: "\n").last.map(String.init)
            return result.succeeded ? path.flatMap { $0.hasPrefix("/") ? $0 : nil } : nil
        }
    }

    /// The interpreter that the first line of the command names.
    private var behindCommand: String? {
        guard let command = path(of: command) else { return nil }
        do throws(SystemError) {
            let line = try Files.read(command).prefix { $0 != 0x0A }
            let text = String(decoding: line, as: UTF8.self)
            guard text.hasPrefix("#!/"), text.contains("python"), !text.contains(" ") else { return nil }
            return String(text.dropFirst(2))
        } catch { return nil }
    }

    private func path(of program: String) -> String? {
        Subprocess.path(ofProgram: program, searchPath: environment["PATH"])
    }
}
