import TreeGuardBase
import TreeGuardIncoming

/// Lines that the user must add by hand, and the reason.
package struct Advice: Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
        case tool(HookTool)
        /// core.hooksPath comes from the user's or the machine's own configuration.
        case sharedFolder
        /// The team tracks the hook in the repository.
        case trackedScript
        /// core.hooksPath names something that is not a folder.
        case hooksSwitchedOff
    }

    package var hook: HookName
    package var reason: Reason
    /// The file to add the lines to, or the place of the setting.
    package var place: String
    package var lines: [String]

    init(_ hook: HookName, _ reason: Reason, at site: HookSite, _ gitVersion: GitVersion, parkedFolder: String) {
        self.hook = hook
        self.reason = reason
        if gitVersion.hasConfiguredHooks {
            let name = "hook.treeguard-\(hook.rawValue)"
            place = "git's own configuration (this git runs hooks from there)"
            lines = [
                "git config \(name).command \(ShellQuoted("\(parkedFolder)/\(hook.rawValue)"))",
                "git config \(name).event \(hook.rawValue)",
            ]
            return
        }
        switch reason {
        case .sharedFolder, .trackedScript:
            place = site.path(hook.rawValue)
            lines = ["#!/bin/sh", JoiningLine.script(hook)]
            if site.files[hook.rawValue] != nil { lines.removeFirst() }
        case .hooksSwitchedOff:
            place = site.setting?.origin ?? "git's configuration"
            lines = ["git config \(Advice.scope(site.setting?.scope)) --unset core.hooksPath"]
        case .tool(let manager): (place, lines) = Advice.joining(hook, manager)
        }
    }

    private static func scope(_ scope: String?) -> String { scope.map { "--\($0)" } ?? "--local" }

    private static func joining(_ hook: HookName, _ manager: HookTool) -> (place: String, lines: [String]) {
        let name = hook.rawValue
        switch manager {
        case .lefthook:
            return (
                "lefthook.yml or lefthook-local.yml",
                LefthookLocal.lines(hook).split(separator: "\n").map(String.init)
            )
        case .husky4:
            let input = hook.readsInput ? "printf '%s\\\\n' \\\"$HUSKY_GIT_STDIN\\\" | " : ""
            let command = JoiningLine.command(hook, arguments: "$HUSKY_GIT_PARAMS")
            return (
                "package.json, under husky.hooks",
                ["\"\(name)\": \"\(input)sh -c '\(quoted(command))'\""]
            )
        case .overcommit:
            let section = name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
            return (
                ".overcommit.yml (then: overcommit --sign)",
                [
                    "\(section):", "  TreeGuard:", "    enabled: true",
                    "    command: [sh, -c, '\(JoiningLine.command(hook, arguments: "\"$@\""))', treeguard]",
                ]
            )
        case .simpleGitHooks:
            return (
                "package.json, under simple-git-hooks (then: npx simple-git-hooks)",
                ["\"\(name)\": \"\(quoted(JoiningLine.command(hook, arguments: "\"$@\"")))\""]
            )
        case .husky, .preCommit, .gitButler: return (name, [JoiningLine.script(hook)])
        }
    }

    /// The text, escaped for a JSON string.
    private static func quoted(_ text: String) -> String {
        text.reduce(into: "") { $0 += $1 == "\"" || $1 == "\\" ? "\\\($1)" : String($1) }
    }

    /// The reason why we do not write the lines ourselves.
    package var because: String {
        switch reason {
        case .tool(let manager): "\(manager.rawValue) runs \(hook.rawValue) here, and its configuration is yours"
        case .sharedFolder: "the hooks folder is shared with other repositories"
        case .trackedScript: "\(hook.rawValue) is tracked by git"
        case .hooksSwitchedOff: "core.hooksPath leads to no folder, so git runs no hooks"
        }
    }
}
