import TestSupport
import TreeGuardApp
import TreeGuardBase
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardReports
import TreeGuardSystem

/// A real repository on branch main, and a stand-in for `treeguard-hook` that writes down what it was asked and ends
/// as the test wants.
final class HookedRepository: Sendable {
    let folder: TemporaryFolder
    /// The main worktree.
    var path: String { folder.path("repository") }
    var program: String { folder.path("programs/treeguard-hook") }

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(
            """
            #!/bin/sh
            [ "$1" != --answer ] || { asked=yes; shift; }
            [ "$2" != committed ] || exit 42
            { echo "$@"; [ "$1" = pre-commit ] || [ "$1" = pre-merge-commit ] || [ "$1" = post-checkout ] || cat; } \
            >>'\(folder.path)/asked'
            read -r code <'\(folder.path)/answer'
            case $asked$code in yes0) exit 42 ;; yes1) exit 43 ;; *) exit $code ;; esac

            """, to: "programs/treeguard-hook")
        try runProgram("chmod", "755", program)
        try folder.write("0\n", to: "answer")
        try runProgram("git", "init", "-q", "-b", "main", path)
        try git("config", "user.name", "A Person")
        try git("config", "user.email", "person@example.com")
        try git("config", "commit.gpgSign", "false")
        try commit("first")
    }

    /// The environment that a person's own settings and this very test run must not change.
    static let environment: [String: String?] = [
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_DIR": nil, "GIT_EDITOR": ":",
        "HUSKY": nil, "LEFTHOOK": nil,
    ]

    @discardableResult
    func git(_ arguments: String..., in directory: String? = nil) throws -> String {
        let output = attempt(arguments, in: directory)
        guard output.succeeded else {
            throw ProgramFailed(command: Command("git", arguments), result: output)
        }
        return output.outputText
    }

    /// - Parameter more: variables besides those of every command here
    func attempt(
        _ arguments: [String], in directory: String? = nil, _ more: [String: String] = [:]
    ) -> CommandOutput {
        let environment = HookedRepository.environment.merging(more) { $1 }
        return Subprocess.run(Command("git", arguments, in: directory ?? path, environment: environment))
    }

    /// A commit that adds a file of that name.
    func commit(_ name: String, in directory: String? = nil) throws {
        try Files.write("\(name)\n", to: "\(directory ?? path)/\(name).txt")
        try git("add", "-A", in: directory)
        try git("commit", "-q", "-m", name, in: directory)
    }

    /// A branch beside main with one commit of its own.
    func branch(_ name: String) throws {
        try git("checkout", "-q", "-b", name, "main")
        try commit(name)
        try git("checkout", "-q", "main")
    }

    func write(_ text: String, to relative: String, mode: UInt32 = 0o755) throws {
        let file = "\(path)/\(relative)"
        if let slash = file.lastIndex(of: "/") { try Files.makeFolder(String(file[..<slash])) }
        try Files.write(text, to: file, mode: mode)
    }

    func text(_ relative: String) throws -> String {
        String(decoding: try Files.read("\(path)/\(relative)"), as: UTF8.self)
    }

    func answer(_ code: Int) throws { try folder.write("\(code)\n", to: "answer") }

    /// The questions to the stand-in since the last time, line by line.
    func asked() throws -> [String] {
        guard Files.exists(folder.path("asked")) else { return [] }
        let text = try folder.read("asked")
        try Files.remove(folder.path("asked"))
        return text.split(separator: "\n").map(String.init)
    }

    /// git, with no person's configuration, as install and doctor run it.
    static let run: RunCommand = { command in
        var command = command
        command.environment.merge(environment) { $1 }
        return Subprocess.run(command)
    }

    func installation(
        protecting branches: [String] = ["main"], in directory: String? = nil, isServer: Bool = false,
        isForced: Bool = false, program: String? = nil
    ) -> HookInstallation {
        HookInstallation(
            in: directory ?? path, protecting: branches, program: program ?? self.program, isServer: isServer,
            isForced: isForced, run: HookedRepository.run)
    }

    @discardableResult
    func install(protecting branches: [String] = ["main"]) throws -> InstallReport {
        try installation(protecting: branches).install()
    }

    @discardableResult
    func uninstall(isForced: Bool = false) throws -> UninstallReport {
        try HookRemoval(in: path, isForced: isForced, run: HookedRepository.run).uninstall()
    }

    /// The causes that doctor gives, by hook; guarded ones are left out.
    func open(in worktree: String? = nil, program: String? = nil) throws -> [HookName: String] {
        let diagnosis = try installation(program: program).diagnose()
        let site = diagnosis.sites.first { $0.worktree == worktree ?? path }
        var causes: [HookName: String] = [:]
        for road in site?.roads ?? [] {
            if case .open(let cause) = road.guarding { causes[road.hook] = cause.code }
        }
        return causes
    }

    /// Every file of the repository that is no object, with mode and content: to compare before and after.
    func everything() throws -> [String: String] {
        var found: [String: String] = [:]
        let listing = try runProgram(
            "find", path, "(", "-type", "f", "-o", "-type", "l", "-o", "-type", "d", ")", "-not", "-path",
            "*/objects/*", "-not", "-path", "*/logs/*", "-printf", "%P %m %y %l\n")
        for line in listing.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard words.count >= 2, words[0] != ".git/index" else { continue }
            let file = "\(path)/\(words[0])"
            let content = Files.isRegularFile(file) ? SHA256(of: try Files.read(file)).description : ""
            found[words[0]] = words.dropFirst().joined(separator: " ") + " " + content
        }
        return found
    }
}
