import TreeGuardBase
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardSystem

extension HookSurroundings {
    /// Looks at a repository's hooks from any folder of it: asks git in every worktree where it takes hooks from.
    static func seen(from directory: String, program: String, run: @escaping RunCommand) throws(Failure)
        -> HookSurroundings
    {
        let git = GitQuestions(run: run)
        let version = GitVersion(output: try git.answer(["version"], in: directory)) ?? GitVersion(0, 0)
        let common = try git.commonDirectory(directory)
        let isBare = try git.answer(["rev-parse", "--is-bare-repository"], in: directory) == "true"
        var sites: [HookSite] = []
        for worktree in try git.worktrees(directory) {
            // A worktree that was removed by hand stays listed until it is pruned.
            guard Files.isFolder(worktree) else { continue }
            sites.append(try site(worktree, git, common))
        }
        let own = "\(ownFolder(in: common))/hooks"
        let exclude = try? Files.read("\(common)/info/exclude")
        return HookSurroundings(
            gitVersion: version, commonDirectory: common, isBare: isBare, sites: sites,
            parked: seenFiles(in: own, tracked: []), configured: git.configuredHooks(directory),
            exclude: exclude.map { String(decoding: $0, as: UTF8.self) },
            hasProgram: answers(program, run))
    }

    /// True if the program that the hooks would start is whole: one that is empty or cut short can be started, too.
    private static func answers(_ program: String, _ run: RunCommand) -> Bool {
        let onPath = Subprocess.path(ofProgram: "treeguard-hook", searchPath: ProcessEnvironment.inherited["PATH"])
        guard let started = Files.isExecutable(program) ? program : onPath else { return false }
        let words = [HookAnswer.request, HookName.referenceTransaction.rawValue, "committed"]
        return run(Command(started, words)).end == .exited(HookAnswer.pass.rawValue)
    }

    private static func site(_ worktree: String, _ git: GitQuestions, _ common: String) throws(Failure) -> HookSite {
        let folder = try git.hooksFolder(worktree)
        let isThere = Files.isFolder(folder)
        // A hooks folder inside the worktree may be the team's, tracked by git.
        let isInside = folder.hasPrefix(worktree + "/") && !folder.hasPrefix(common + "/")
        return HookSite(
            worktree: worktree, folder: folder,
            folderState: isThere ? .present : Files.exists(folder) ? .notAFolder : .absent,
            setting: git.hooksPathSetting(worktree),
            files: isThere ? seenFiles(in: folder, tracked: isInside ? git.tracked(folder, in: worktree) : []) : [:],
            configurations: configurations(in: worktree))
    }

    private static func seenFiles(in folder: String, tracked: Set<String>) -> [String: SeenFile] {
        let suffixes = ["", ".old", ".legacy", "-user", Shim.keptSuffix]
        var files: [String: SeenFile] = [:]
        for name in HookName.allCases.flatMap({ hook in suffixes.map { hook.rawValue + $0 } }) {
            let path = "\(folder)/\(name)"
            guard Files.exists(path) else { continue }
            // What cannot be read is still there, and not ours.
            let text = (try? Files.read(path, limit: 1 << 20)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            files[name] = SeenFile(text, isExecutable: Files.isExecutable(path), isTracked: tracked.contains(name))
        }
        return files
    }

    private static func configurations(in worktree: String) -> [String: String] {
        let managers = HookTool.allCases.flatMap(\.configurationFiles)
        let local = ["yml", "yaml", "toml", "json", "jsonc"].map { "lefthook-local.\($0)" }
        let scripts = HookName.local.map { ".husky/\($0.rawValue)" }
        var texts: [String: String] = [:]
        for name in managers + local + scripts + ["package.json"] {
            let path = "\(worktree)/\(name)"
            guard Files.isRegularFile(path), let bytes = try? Files.read(path, limit: 4 << 20) else { continue }
            texts[name] = String(decoding: bytes, as: UTF8.self)
        }
        return texts
    }
}
