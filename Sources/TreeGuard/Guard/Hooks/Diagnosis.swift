import TreeGuardBase
import TreeGuardIncoming

/// True if one hook guards its road in one worktree.
package enum Guarding: Sendable, Hashable {
    /// It runs, through this file, manager or setting.
    case guarded(through: String)
    case open(Cause)

    /// Why git does not come by us.
    package enum Cause: Sendable, Hashable {
        /// Nothing of ours is there.
        case missing
        case notExecutable(path: String)
        case tampered(path: String)
        /// Written for other branches, or for a program elsewhere: `treeguard install` again.
        case outdated(path: String)
        /// A manager put its own in place of ours, and keeps ours where nothing runs it.
        case evicted(path: String, manager: HookTool?)
        /// A manager or another's script runs here, and does not call ours.
        case notJoined(path: String, manager: HookTool?)
        /// core.hooksPath leads nowhere from here, so git runs no hook at all, and says nothing.
        case folderAbsent(path: String, isRelative: Bool)
        /// core.hooksPath leads to what is no folder.
        case switchedOff(path: String)
        /// The hook that was there before us is gone.
        case previousGone(path: String)
        case programMissing
        case gitTooOld(GitVersion)
    }
}

/// One hook in one worktree.
package struct RoadDiagnosis: Sendable, Hashable {
    package var hook: HookName
    package var guarding: Guarding

    package var isGuarded: Bool {
        if case .guarded = guarding { true } else { false }
    }
}

/// The result of `treeguard doctor`: every worktree, every entry path.
package struct HookDiagnosis: Sendable, Hashable {
    package struct Site: Sendable, Hashable {
        package var worktree: String
        package var folder: String
        package var roads: [RoadDiagnosis]
    }

    package var sites: [Site]

    package var isGuarded: Bool { sites.allSatisfy { $0.roads.allSatisfy(\.isGuarded) } }
    package var exit: ExitCode { isGuarded ? .success : .migrationsPending }

    /// Compares what was seen with what `treeguard install` would have left.
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

/// Looks at one worktree.
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

    /// A file of ours under that name.
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

    /// Another's hook runs: does it call ours?
    private func joined(_ shim: Shim, _ path: String, _ manager: HookTool?) -> Guarding {
        let hook = shim.hook
        // git ignores a hook that is not executable, whoever wrote it.
        if site.files[hook.rawValue]?.isExecutable == false { return .open(.notExecutable(path: path)) }
        for (owner, suffix) in [(HookTool.preCommit, ".legacy"), (.gitButler, "-user")] where manager == owner {
            if site.file(hook.rawValue + suffix).isOurs { return examine(shim, name: hook.rawValue + suffix) }
        }
        if site.joins(hook) { return parked(shim, through: manager?.rawValue ?? path) }
        return .open(evicted(hook) ?? .notJoined(path: path, manager: manager))
    }

    /// Our script in our own folder, which somebody else calls.
    private func parked(_ shim: Shim, through caller: String) -> Guarding {
        let path = "\(surroundings.parkedFolder)/\(shim.hook.rawValue)"
        guard let file = surroundings.parked[shim.hook.rawValue] else { return .open(.missing) }
        guard case .intact = HookFile(file.text) else { return .open(.tampered(path: path)) }
        guard file.text == shim.text else { return .open(.outdated(path: path)) }
        return file.isExecutable ? .guarded(through: caller) : .open(.notExecutable(path: path))
    }

    /// The cause if a hook manager has moved our hook.
    private func evicted(_ hook: HookName) -> Guarding.Cause? {
        for suffix in [".old", ".legacy", "-user"] where site.file(hook.rawValue + suffix).isOurs {
            var manager: HookTool?
            if case .foreign(let owner) = site.file(hook.rawValue) { manager = owner }
            return .evicted(path: site.path(hook.rawValue + suffix), manager: manager)
        }
        return nil
    }
}
