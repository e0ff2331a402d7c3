import TreeGuardBase
import TreeGuardIncoming

/// The place for one hook in one worktree, in which it runs and is not overwritten.
package enum Placement: Sendable, Hashable {
    /// The hook file itself; the existing hook is renamed and runs first.
    case file
    /// The file that a manager runs before its own: `pre-push.legacy` of pre-commit, `pre-commit-user` of GitButler.
    case beside(HookTool, name: String)
    /// A line in the script that husky runs.
    case huskyScript(path: String)
    /// An entry in a `lefthook-local.yml` of our own.
    case lefthookLocal(path: String)
    /// The user must add the lines, which are shown.
    case advice(Advice.Reason)

    package init(_ hook: HookName, at site: HookSite) {
        self = Placement.elsewhere(hook, at: site) ?? Placement.inFolder(hook, at: site)
    }

    private static func elsewhere(_ hook: HookName, at site: HookSite) -> Placement? {
        if site.folderState == .notAFolder { return .advice(.hooksSwitchedOff) }
        if site.isShared { return .advice(.sharedFolder) }
        guard site.isHusky, HookTool.husky.knownHooks.contains(hook) else { return nil }
        return .huskyScript(path: String(site.folder.dropLast("_".count)) + hook.rawValue)
    }

    private static func inFolder(_ hook: HookName, at site: HookSite) -> Placement {
        let name = hook.rawValue
        if lefthookRuns(hook, at: site) {
            let local = "lefthook-local.yml"
            let others = site.configurations.keys.filter { $0.hasPrefix("lefthook-local.") && $0 != local }
            let isFree = site.configurations[local].map(LefthookLocal.isOurs) ?? true
            // lefthook gives a hook's input to one job only.
            let isTaken = hook.readsInput && lefthookConfigurations(site).contains { $0.contains("use_stdin") }
            guard others.isEmpty, isFree, !isTaken else { return .advice(.tool(.lefthook)) }
            return .lefthookLocal(path: "\(site.worktree)/\(local)")
        }
        switch site.file(name) {
        case .absent, .intact, .tampered: return .file
        case .foreign(.preCommit): return .beside(.preCommit, name: name + ".legacy")
        case .foreign(.gitButler): return .beside(.gitButler, name: name + "-user")
        // Its scripts check their own name, and would do nothing under another one.
        case .foreign(let manager?): return .advice(.tool(manager))
        case .foreign(nil):
            return site.files[name]?.isTracked == true ? .advice(.trackedScript) : .file
        }
    }

    /// True if lefthook installs this hook: then it removes any other file there.
    private static func lefthookRuns(_ hook: HookName, at site: HookSite) -> Bool {
        if site.file(hook.rawValue) == .foreign(.lefthook) { return true }
        return lefthookConfigurations(site).contains { text in
            text.split(separator: "\n").contains {
                let line = $0.drop { $0 == "[" || $0 == "\"" || $0 == " " && text.hasPrefix("{") }
                return line.hasPrefix(hook.rawValue + ":") || line.hasPrefix(hook.rawValue + "]")
                    || line.hasPrefix(hook.rawValue + ".") || line.hasPrefix(hook.rawValue + "\"")
            }
        }
    }

    private static func lefthookConfigurations(_ site: HookSite) -> [String] {
        HookTool.lefthook.configurationFiles.compactMap { site.configurations[$0] }
    }
}

/// The lines that make another hook run ours. They do nothing if TreeGuard is not installed, so that a team can share
/// them.
package enum JoiningLine {
    /// The line for a shell script.
    package static func script(_ hook: HookName) -> String { command(hook, arguments: "\"$@\"") + " || exit" }

    /// The command for a manager that starts it through a shell.
    package static func command(_ hook: HookName, arguments: String) -> String {
        "tg=$(git rev-parse --git-common-dir)/\(mark(hook)); [ ! -x \"$tg\" ] || \"$tg\" \(arguments)"
    }

    static func mark(_ hook: HookName) -> String { "treeguard/hooks/\(hook.rawValue)" }

    /// True if a text already runs our hook.
    package static func isIn(_ text: String?, _ hook: HookName) -> Bool {
        guard let text else { return false }
        return text.split(separator: "\n").contains { line in
            let code = line.drop(while: \.isWhitespace)
            guard !code.hasPrefix("#"), !code.hasPrefix("//") else { return false }
            return runs(code, mark(hook)) || runs(code, "treeguard-hook \(hook.rawValue)")
                || runs(code, "treeguard hook \(hook.rawValue)")
        }
    }

    /// True if the line contains these words, not as the start of a longer name (`pre-commit` in
    /// `pre-commit-framework`).
    private static func runs(_ line: Substring, _ words: String) -> Bool {
        guard let range = line.firstRange(of: words) else { return false }
        guard let next = line[range.upperBound...].first else { return true }
        return !next.isLetter && !next.isNumber && next != "-" && next != "."
    }

    /// The text without the lines that run our hook.
    package static func removed(from text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { line in !HookName.allCases.contains { isIn(String(line), $0) } }
            .joined(separator: "\n")
    }
}

/// Our own `lefthook-local.yml`.
package enum LefthookLocal {
    private static let heading = "# Written by `treeguard install`: lefthook runs these beside its own.\n"

    static func isOurs(_ text: String) -> Bool { text.hasPrefix(heading) }

    static func text(_ hooks: [HookName]) -> String { heading + hooks.map(lines).joined() }

    /// The entry of one hook, which is also shown for copying.
    static func lines(_ hook: HookName) -> String {
        let arguments = hook == .prePush ? "{1} {2}" : hook == .postCheckout ? "{1} {2} {3}" : "{1}"
        let needs = hook.readsInput ? "      use_stdin: true\n" : "      interactive: true\n"
        let given = hook == .preCommit || hook == .preMergeCommit ? "" : arguments
        return """
            \(hook.rawValue):
              commands:
                treeguard:
                  run: '\(JoiningLine.command(hook, arguments: given))'

            """ + needs
    }
}
