import TreeGuardBase
import TreeGuardGuard
import TreeGuardIncoming

extension Guarding.Cause {
    /// For scripts and tests.
    package var code: String {
        switch self {
        case .missing: "missing"
        case .notExecutable: "not-executable"
        case .tampered: "tampered"
        case .outdated: "outdated"
        case .evicted: "evicted"
        case .notJoined: "not-joined"
        case .folderAbsent: "folder-absent"
        case .switchedOff: "switched-off"
        case .previousGone: "previous-gone"
        case .programMissing: "program-missing"
        case .gitTooOld: "git-too-old"
        }
    }

    /// Why, in one clause.
    package var reason: String {
        switch self {
        case .missing: "TreeGuard's hook is not installed"
        case .notExecutable(let path): "\(Escaped(path)) is not executable, so git ignores it"
        case .tampered(let path): "\(Escaped(path)) was changed after it was installed"
        case .outdated(let path): "\(Escaped(path)) was written for other branches or another program"
        case .evicted(let path, let manager):
            "\(manager?.rawValue ?? "another program") took its place; ours lies unused in \(Escaped(path))"
        case .notJoined(let path, let manager):
            "\(manager?.rawValue ?? "another hook") runs as \(Escaped(path)) and does not call ours"
        case .folderAbsent(let path, let isRelative):
            isRelative
                ? "core.hooksPath is relative, and this worktree has no \(Escaped(path)): git runs no hook here"
                : "\(Escaped(path)) does not exist: git runs no hook here"
        case .switchedOff(let path): "core.hooksPath is \(Escaped(path)): git runs no hook here"
        case .previousGone(let path): "the hook that was there before is gone: \(Escaped(path))"
        case .programMissing:
            "treeguard-hook is missing, damaged, or of another version, where it was installed and on PATH"
        case .gitTooOld(let version): "git \(version) has no such hook: 2.28 is needed"
        }
    }

    /// The command that moves things on.
    package var next: String {
        switch self {
        case .notExecutable(let path): "chmod +x \(ShellQuoted(path))"
        case .tampered: "treeguard install --force"
        case .switchedOff: "git config --show-origin core.hooksPath, then remove that setting"
        case .programMissing: "install TreeGuard again"
        case .gitTooOld: "install a newer git"
        default: "treeguard install"
        }
    }
}

extension HookDiagnosis {
    package func text(style: TextStyle) -> String {
        var lines: [String] = []
        for site in sites {
            lines.append(style.paint(Escaped(site.worktree).description, .bold))
            let width = site.roads.map(\.hook.rawValue.count).max() ?? 0
            for road in site.roads {
                let name = road.hook.rawValue
                let padded = name + String(repeating: " ", count: width - name.count)
                switch road.guarding {
                case .guarded(let through):
                    lines.append("  \(style.paint(style.symbol("✓", or: "ok"), .green)) \(padded)  \(Escaped(through))")
                case .open(let cause):
                    lines.append("  \(style.paint(style.symbol("✗", or: "--"), .red)) \(padded)  \(cause.reason)")
                    lines.append("      open: \(road.hook.road)")
                    lines.append("      next: \(cause.next)")
                }
            }
            lines.append("")
        }
        let open = sites.reduce(0) { $0 + $1.roads.count { !$0.isGuarded } }
        lines.append(open == 0 ? "every road is guarded" : "\(open) \(open == 1 ? "road is" : "roads are") open")
        return lines.joined(separator: "\n") + "\n"
    }

    package var json: JSON {
        .object([
            "guarded": .bool(isGuarded),
            "exit": .number(Int(exit.rawValue)),
            "worktrees": .array(
                sites.map { site in
                    .object([
                        "path": .string(site.worktree), "hooks": .string(site.folder),
                        "roads": .array(site.roads.map(\.json)),
                    ])
                }),
        ])
    }
}

extension RoadDiagnosis {
    var json: JSON {
        switch guarding {
        case .guarded(let through):
            .object(["hook": .string(hook.rawValue), "guarded": true, "through": .string(through)])
        case .open(let cause):
            .object([
                "hook": .string(hook.rawValue), "guarded": false, "cause": .string(cause.code),
                "reason": .string(cause.reason), "road": .string(hook.road), "next": .string(cause.next),
            ])
        }
    }
}
