import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSystem

/// A real repository of one test's own, with a home of its own: nobody's configuration plays a part.
package final class TemporaryRepository: Sendable {
    package let folder: TemporaryFolder
    /// The root of its working tree, or the repository itself where it is bare.
    package let path: String

    /// `git init` with `main` as its first branch.
    package convenience init(_ options: String...) throws {
        try self.init(in: TemporaryFolder(), named: "repository") { path in
            ["init", "--quiet", "--initial-branch=main"] + options + [path]
        }
    }

    /// A clone (`git clone`) of another one, beside it. `file://` makes it a true clone.
    package convenience init(cloneOf other: TemporaryRepository, named name: String = "clone", _ options: String...)
        throws
    {
        try self.init(in: other.folder, named: name) { path in
            ["clone", "--quiet"] + options + ["file://" + other.path, path]
        }
    }

    private init(in folder: TemporaryFolder, named name: String, _ making: (String) -> [String]) throws {
        self.folder = folder
        path = folder.path(name)
        try Files.makeFolder(folder.path("home"))
        try TemporaryRepository.git(making(path), in: folder.path, TemporaryRepository.environment(in: folder))
    }

    /// The environment for a program that looks at this repository, beside what it inherits.
    package var environment: [String: String] { TemporaryRepository.environment(in: folder) }

    private static func environment(in folder: TemporaryFolder) -> [String: String] {
        [
            "HOME": folder.path("home"), "XDG_CONFIG_HOME": folder.path("home"),
            "XDG_RUNTIME_DIR": folder.path, "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.com",
            "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.com",
        ]
    }

    /// Runs git in this repository, or in `place` (relative to it, or absolute). It must succeed.
    @discardableResult
    package func git(
        _ arguments: String..., in place: String? = nil, environment extra: [String: String] = [:], input: String = ""
    ) throws -> String {
        let place = place.map { $0.hasPrefix("/") ? $0 : "\(path)/\($0)" } ?? path
        return try TemporaryRepository.git(
            arguments, in: place, environment.merging(extra) { _, given in given }, input: input)
    }

    @discardableResult
    private static func git(
        _ arguments: [String], in place: String, _ given: [String: String], input: String = ""
    ) throws -> String {
        // Local clones, submodules and pushes between folders are what the tests are about.
        let always = ["-c", "protocol.file.allow=always", "-c", "gc.auto=0", "-c", "maintenance.auto=false"]
        let command = Command(
            "git", always + arguments, in: place, environment: given, standardInput: Array(input.utf8))
        let result = Subprocess.run(command)
        guard result.succeeded else { throw ProgramFailed(command: command, result: result) }
        let text = result.outputText
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    /// Writes a file into the working tree.
    package func write(_ text: String, to file: String) throws {
        try write(Array(text.utf8), to: RepositoryPath(file))
    }

    package func write(_ bytes: [UInt8], to file: RepositoryPath) throws {
        try writeFile(bytes, at: Array("\(path)/".utf8) + file.bytes)
    }

    /// Commits everything that is in the working tree, with these files written first (nil removes one).
    @discardableResult
    package func commit(_ files: [String: String?] = [:]) throws -> ObjectID {
        for (file, text) in files {
            if let text { try write(text, to: file) } else { try Files.remove("\(path)/\(file)") }
        }
        try git("add", "--all")
        try git("commit", "--quiet", "--allow-empty", "--message", "change")
        return try id("HEAD")
    }

    /// The object that a revision names.
    package func id(_ revision: String) throws -> ObjectID {
        ObjectID(hex: try git("rev-parse", "--verify", revision))
    }
}
