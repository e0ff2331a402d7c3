import TreeGuardBase
import TreeGuardGuard
import TreeGuardSystem

/// Questions about a repository's hooks that only git can answer.
struct GitQuestions {
    let run: RunCommand

    /// git in that folder, whatever repository the caller's environment speaks of: inside a hook or an alias, GIT_DIR
    /// would silently redirect it.
    private func output(_ arguments: [String], in directory: String) -> CommandOutput {
        let redirections = ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"]
        return run(
            Command(
                "git", ["-C", directory] + arguments,
                environment: Dictionary(uniqueKeysWithValues: redirections.map { ($0, nil) })))
    }

    /// The first line of what git says.
    func answer(_ arguments: [String], in directory: String) throws(Failure) -> String {
        let output = output(arguments, in: directory)
        if case .notStarted = output.end {
            throw Failure(
                .gitMissing, what: "git could not be started", why: "it is not on PATH", next: "install git")
        }
        guard output.succeeded else {
            throw Failure(
                .notARepository, what: "the repository's hooks could not be looked at",
                why: Escaped(output.errorText.split(separator: "\n").first.map(String.init) ?? "git failed")
                    .description,
                next: "run this inside a git repository")
        }
        let text = output.outputText
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    func commonDirectory(_ directory: String) throws(Failure) -> String {
        absolute(try answer(["rev-parse", "--git-common-dir"], in: directory), in: directory)
    }

    /// The folder in which git looks for hooks, asked at the root, for a relative core.hooksPath counts from there.
    func hooksFolder(_ worktree: String) throws(Failure) -> String {
        absolute(try answer(["rev-parse", "--git-path", "hooks"], in: worktree), in: worktree)
    }

    private func absolute(_ path: String, in directory: String) -> String {
        path.hasPrefix("/") ? path : path == "." ? directory : "\(directory)/\(path)"
    }

    /// The roots of all worktrees, the main one first; for a bare repository, its own folder.
    func worktrees(_ directory: String) throws(Failure) -> [String] {
        var roots = try answer(["worktree", "list", "--porcelain"], in: directory).split(separator: "\n")
            .filter { $0.hasPrefix("worktree ") }.map { String($0.dropFirst("worktree ".count)) }
        // Of a submodule, git lists its git directory in place of its worktree.
        if let root = try? answer(["rev-parse", "--show-toplevel"], in: directory), !roots.contains(root) {
            roots.removeAll { Files.isRegularFile("\($0)/HEAD") }
            roots.insert(root, at: 0)
        }
        return roots
    }

    func hooksPathSetting(_ worktree: String) -> HooksPathSetting? {
        let output = output(
            ["config", "-z", "--show-scope", "--show-origin", "--get", "core.hooksPath"], in: worktree)
        let words = output.standardOutput.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        guard output.succeeded, words.count == 3 else { return nil }
        return HooksPathSetting(value: words[2], scope: words[0], origin: words[1])
    }

    /// The names in a folder that git tracks.
    func tracked(_ folder: String, in worktree: String) -> Set<String> {
        let output = output(["ls-files", "-z", "--", "."], in: folder)
        return Set(output.standardOutput.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
    }

    /// `hook.<name>.event` and `.command` (git 2.54), by event.
    func configuredHooks(_ directory: String) -> [String: [String]] {
        let output = output(["config", "-z", "--get-regexp", #"^hook\..*\.(command|event|enabled)$"#], in: directory)
        var commands: [String: String] = [:]
        var events: [String: [String]] = [:]
        var disabled: Set<String> = []
        for record in output.standardOutput.split(separator: 0) {
            let parts = record.split(separator: UInt8(ascii: "\n"), maxSplits: 1).map {
                String(decoding: $0, as: UTF8.self)
            }
            guard parts.count == 2, let dot = parts[0].lastIndex(of: ".") else { continue }
            let name = String(parts[0][..<dot])
            switch parts[0][parts[0].index(after: dot)...] {
            case "command": commands[name] = parts[1]
            case "event": events[name, default: []].append(parts[1])
            default: if parts[1] == "false" { disabled.insert(name) }
            }
        }
        var found: [String: [String]] = [:]
        for (name, command) in commands where !disabled.contains(name) {
            for event in events[name] ?? [] { found[event, default: []].append(command) }
        }
        return found
    }
}
