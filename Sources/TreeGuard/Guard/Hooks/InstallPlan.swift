import TreeGuardBase
import TreeGuardIncoming

/// One change to the disk. The manifest has all that is needed to undo it.
package enum InstallStep: Sendable, Hashable {
    /// Writes a new file.
    case write(path: String, text: String, isExecutable: Bool)
    /// Rewrites our own unchanged file, whose text is out of date.
    case rewrite(path: String, text: String)
    /// Moves another hook to `kept`, and puts ours in its place.
    case replace(path: String, kept: String, text: String)
    /// Adds our lines to another file, which may be missing; its mode stays.
    case join(path: String, lines: [String], at: JoinedText.Place)

    package var path: String {
        switch self {
        case .write(let path, _, _), .rewrite(let path, _), .replace(let path, _, _), .join(let path, _, _): path
        }
    }
}

/// The steps of `treeguard install`, computed purely from the surroundings.
package struct InstallPlan: Sendable, Hashable {
    package var steps: [InstallStep] = []
    package var advice: [Advice] = []
    /// Files of ours that somebody edited: they stay unless forced.
    package var tampered: [String] = []

    private let shims: [HookName: Shim]
    private let isForced: Bool

    package init(
        _ surroundings: HookSurroundings, hooks: [HookName], protecting branches: [String], program: String,
        isForced: Bool = false
    ) throws(Failure) {
        var shims: [HookName: Shim] = [:]
        for hook in hooks { shims[hook] = try Shim(hook, protecting: branches, program: program) }
        self.shims = shims
        self.isForced = isForced
        for site in surroundings.sites { place(hooks, at: site, surroundings) }
        hideOwnFiles(surroundings)
    }

    /// Excludes our files in a worktree, because untracked files make `git worktree remove` fail. husky's folder is
    /// excluded already, and its scripts are for the team to commit.
    private mutating func hideOwnFiles(_ surroundings: HookSurroundings) {
        let present = surroundings.exclude ?? ""
        var lines = Set(present.split(separator: "\n").map(String.init))
        var added: [String] = []
        for step in steps {
            guard case .write(let path, _, _) = step, !path.hasPrefix(surroundings.commonDirectory + "/"),
                let site = surroundings.sites.first(where: { path.hasPrefix($0.worktree + "/") }),
                !path.hasPrefix(site.worktree + "/.husky/")
            else { continue }
            let line = String(path.dropFirst(site.worktree.count))
            if lines.insert(line).inserted { added.append(line) }
        }
        guard !added.isEmpty else { return }
        add(.join(path: "\(surroundings.commonDirectory)/info/exclude", lines: added, at: .end))
    }

    private mutating func place(_ hooks: [HookName], at site: HookSite, _ surroundings: HookSurroundings) {
        var throughLefthook: (path: String, hooks: [HookName])?
        for hook in hooks {
            guard let shim = shims[hook] else { continue }
            if surroundings.isConfigured(hook) {
                park(shim, surroundings)
                continue
            }
            switch Placement(hook, at: site) {
            case .file: put(shim, at: site, name: hook.rawValue)
            case .beside(_, let name): put(shim, at: site, name: name)
            case .huskyScript(let path):
                park(shim, surroundings)
                let script = site.configurations[".husky/\(hook.rawValue)"]
                if JoiningLine.isIn(script, hook) { continue }
                add(.join(path: path, lines: [JoiningLine.script(hook)], at: .top))
            case .lefthookLocal(let path):
                park(shim, surroundings)
                throughLefthook = (path, (throughLefthook?.hooks ?? []) + [hook])
            case .advice(let reason):
                park(shim, surroundings)
                let isJoined = site.joins(hook)
                if !isJoined {
                    advice.append(
                        Advice(
                            hook, reason, at: site, surroundings.gitVersion, parkedFolder: surroundings.parkedFolder))
                }
            }
        }
        guard let (path, hooks) = throughLefthook else { return }
        let text = LefthookLocal.text(hooks)
        switch site.configurations["lefthook-local.yml"] {
        case nil: add(.write(path: path, text: text, isExecutable: false))
        case text?: break
        case _?: add(.rewrite(path: path, text: text))
        }
    }

    /// Puts our hook under that name, and keeps the existing one.
    private mutating func put(_ shim: Shim, at site: HookSite, name: String) {
        let path = site.path(name)
        let kept = site.path(shim.hook.rawValue + Shim.keptSuffix)
        put(shim, at: path, site.files[name], kept: kept)
    }

    private mutating func park(_ shim: Shim, _ surroundings: HookSurroundings) {
        let name = shim.hook.rawValue
        put(shim, at: "\(surroundings.parkedFolder)/\(name)", surroundings.parked[name], kept: "")
    }

    private mutating func put(_ shim: Shim, at path: String, _ seen: SeenFile?, kept: String) {
        switch HookFile(seen?.text) {
        case .absent: add(.write(path: path, text: shim.text, isExecutable: true))
        case .intact:
            if seen?.text != shim.text || seen?.isExecutable != true { add(.rewrite(path: path, text: shim.text)) }
        case .tampered:
            if isForced {
                add(.rewrite(path: path, text: shim.text))
            } else if !tampered.contains(path) {
                tampered.append(path)
            }
        case .foreign: add(.replace(path: path, kept: kept, text: shim.text))
        }
    }

    /// Adds a step. Worktrees share folders: each file is written once.
    private mutating func add(_ step: InstallStep) {
        if !steps.contains(where: { $0.path == step.path }) { steps.append(step) }
    }
}

extension HookSurroundings {
    /// True if git's own configuration starts our hook.
    func isConfigured(_ hook: HookName) -> Bool {
        gitVersion.hasConfiguredHooks && (configured[hook.rawValue] ?? []).contains { JoiningLine.isIn($0, hook) }
    }
}

extension HookSite {
    /// True if another hook or a manager's configuration runs our hook.
    func joins(_ hook: HookName) -> Bool {
        if JoiningLine.isIn(files[hook.rawValue]?.text, hook) { return true }
        return configurations.contains { name, text in
            // Each of husky's scripts runs for its own hook only.
            if name.hasPrefix(".husky/"), name != ".husky/\(hook.rawValue)" { return false }
            return JoiningLine.isIn(text, hook)
        }
    }
}
