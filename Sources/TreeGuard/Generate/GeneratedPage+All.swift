import EntryPaths
import TreeGuardApp
import TreeGuardCommandLine
import TreeGuardGuard
import TreeGuardIncoming

/// A page of the documentation that is written by the program itself, so that it cannot say anything else.
struct GeneratedPage {
    /// From the project's root.
    let path: String
    let text: @Sendable () -> String

    static let all =
        [
            GeneratedPage(path: "docs/cli.md") { TreeGuard.description.markdown },
            GeneratedPage(path: "docs/evidence.md") { EvidencePage.markdown },
            GeneratedPage(path: "docs/roads.md") { EntryPath.markdown },
        ]
        + HookName.allCases.map { hook in
            GeneratedPage(path: "hooks/\(hook.rawValue)") { Shim.shown(hook) }
        }
}
