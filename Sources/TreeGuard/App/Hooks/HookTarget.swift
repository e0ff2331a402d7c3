import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSystem

/// The repository that hooks guard, and the program that they start.
struct HookTarget {
    /// In git's glob syntax.
    let branches: [String]
    let program: String

    init(_ session: Session) throws {
        let repository = try Repository.open(
            at: session.directory, environment: session.environment, run: session.run)
        let config = try TeamConfig(repository).config
        session.closeLeftOpenings(of: repository, config)
        var branches = config.protect
        if branches.isEmpty || config.alsoProtectsDefault, let name = try repository.defaultBranch() {
            branches.append(name)
        }
        self.branches = branches
        let own = try ProcessEnvironment.executablePath()
        program = (own.lastIndex(of: "/").map { String(own[..<$0]) } ?? "") + "/treeguard-hook"
    }
}

extension OptionDescription {
    static let server = OptionDescription.flag(
        "server", "Guard what is pushed to this repository: pre-receive, in a bare repository.")
    static let force = OptionDescription.flag("force", "Also where somebody changed what was installed.")
    static let textOrJSON = OptionDescription.value(
        "format", "FORMAT", oneOf: ["text", "json"], standard: "text", "How to print the result.")
}

extension Session {
    /// Prints a result in the form that was asked for.
    func show(text: String, json: JSON) {
        let text = arguments.value(of: .textOrJSON) == "json" ? json.text : text
        terminal.write(text)
    }
}
