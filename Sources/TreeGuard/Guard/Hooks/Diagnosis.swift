import TreeGuardBase
import TreeGuardIncoming

/// The state of one hook in one worktree.
package enum Guarding: Sendable, Hashable {
    /// The hook runs, through this file, manager or setting.
    case guarded(through: String)
    case open(Cause)

    /// The reason why git does not run our hook.
    package enum Cause: Sendable, Hashable {
        /// TreeGuard's hook is not installed.
        case missing
        case notExecutable(path: String)
        case tampered(path: String)
        /// Written for other branches, or for a program elsewhere; `treeguard install` fixes it.
        case outdated(path: String)
        /// A hook manager replaced our hook, and keeps it in a place from which nothing runs it.
        case evicted(path: String, manager: HookTool?)
        /// Another hook or a manager runs, and does not call ours.
        case notJoined(path: String, manager: HookTool?)
        /// core.hooksPath names a missing folder, so git silently runs no hook at all.
        case folderAbsent(path: String, isRelative: Bool)
        /// core.hooksPath names something that is not a folder.
        case switchedOff(path: String)
        /// The hook that we kept is gone.
        case previousGone(path: String)
        case programMissing
        case gitTooOld(GitVersion)
    }
}

/// The state of one hook in one worktree.
package struct RoadDiagnosis: Sendable, Hashable {
    package var hook: HookName
    package var guarding: Guarding

    package var isGuarded: Bool {
        if case .guarded = guarding { true } else { false }
    }
}

/// The findings of `treeguard doctor`: every worktree, every hook.
package struct HookDiagnosis: Sendable, Hashable {
    package struct Site: Sendable, Hashable {
        package var worktree: String
        package var folder: String
        package var roads: [RoadDiagnosis]
    }

    package var sites: [Site]

    package var isGuarded: Bool { sites.allSatisfy { $0.roads.allSatisfy(\.isGuarded) } }
    package var exit: ExitCode { isGuarded ? .success : .migrationsPending }

    /// Compares the surroundings with the result that `treeguard install` would leave.
    package init(
        _ surroundings: HookSurroundings, manifest: Manifest?, hooks: [HookName], protecting branches: [String],
        program: String
    ) throws(Failure) {
        var shims: [Shim] = []
        for hook in hooks { shims.append(try Shim(hook, protecting: branches, program: program)) }
        sites = surroundings.sites.map { site in
            let examination = Examination(site: site, surroundings: surroundings, manifest: manifest)
            return Site(
                worktree: site.worktree, folder: site.folder,
                roads: shims.map { RoadDiagnosis(hook: $0.hook, guarding: examination.guarding(of: $0)) })
        }
    }
}

/// Examines one worktree.
struct Examination {
    let site: HookSite
    let surroundings: HookSurroundings
    let manifest: Manifest?

    func guarding(of shim: Shim) -> Guarding {
        let hook = shim.hook
        if hook == .referenceTransaction, !surroundings.gitVersion.hasReferenceTransaction {
            return .open(.gitTooOld(surroundings.gitVersion))
        }
        let found = whatRuns(shim)
        guard case .guarded = found else { return found }
        return surroundings.hasProgram ? found : .open(.programMissing)
    }

    private func whatRuns(_ shim: Shim) -> Guarding {
        let hook = shim.hook
        if surroundings.isConfigured(hook) { return parked(shim, through: "git's configuration") }
        switch site.folderState {
        case .notAFolder: return .open(.switchedOff(path: site.folder))
        case .absent:
            return .open(.folderAbsent(path: site.folder, isRelative: site.setting?.isRelative == true))
        case .present: break
        }
        let path = site.path(hook.rawValue)
        switch site.file(hook.rawValue) {
        case .absent: return .open(evicted(hook) ?? .missing)
        case .intact, .tampered: return examine(shim, name: hook.rawValue)
        case .foreign(let manager): return joined(shim, path, site.isHusky ? .husky : manager)
        }
    }

    /// Examines a file of ours under that name.
    private func examine(_ shim: Shim, name: String) -> Guarding {
        let path = site.path(name)
        guard let file = site.files[name] else { return .open(.missing) }
        guard case .intact = HookFile(file.text) else { return .open(.tampered(path: path)) }
        guard file.text == shim.text else { return .open(.outdated(path: path)) }
        guard file.isExecutable else { return .open(.notExecutable(path: path)) }
        let kept = site.path(shim.hook.rawValue + Shim.keptSuffix)
        let keptOne = manifest?.entries.contains { $0.before == .kept(at: kept) } == true
        if keptOne, site.files[shim.hook.rawValue + Shim.keptSuffix] == nil { return .open(.previousGone(path: kept)) }
        return .guarded(through: path)
    }

    /// Examines another hook: does it call ours?
    private func joined(_ shim: Shim, _ path: String, _ manager: HookTool?) -> Guarding {
        let hook = shim.hook
        // git ignores a hook that is not executable.
        if site.files[hook.rawValue]?.isExecutable == false { return .open(.notExecutable(path: path)) }
        for (owner, suffix) in [(HookTool.preCommit, ".legacy"), (.gitButler, "-user")] where manager == owner {
            if site.file(hook.rawValue + suffix).isOurs { return examine(shim, name: hook.rawValue + suffix) }
        }
        if site.joins(hook) { return parked(shim, through: manager?.rawValue ?? path) }
        return .open(evicted(hook) ?? .notJoined(path: path, manager: manager))
    }

    /// Examines our script in our own folder, which another hook calls.
    private func parked(_ shim: Shim, through caller: String) -> Guarding {
        let path = "\(surroundings.parkedFolder)/\(shim.hook.rawValue)"
        guard let file = surroundings.parked[shim.hook.rawValue] else { return .open(.missing) }
        guard case .intact = HookFile(file.text) else { return .open(.tampered(path: path)) }
        guard file.text == shim.text else { return .open(.outdated(path: path)) }
        return file.isExecutable ? .guarded(through: caller) : .open(.notExecutable(path: path))
    }

    /// Finds a hook of ours that a manager renamed.
    private func evicted(_ hook: HookName) -> Guarding.Cause? {
        for suffix in [".old", ".legacy", "-user"] where site.file(hook.rawValue + suffix).isOurs {
            var manager: HookTool?
            if case .foreign(let owner) = site.file(hook.rawValue) { manager = owner }
            return .evicted(path: site.path(hook.rawValue + suffix), manager: manager)
        }
        return nil
    }
}
