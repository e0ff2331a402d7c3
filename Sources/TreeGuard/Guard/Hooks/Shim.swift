import TreeGuardBase
import TreeGuardIncoming

/// The script that git runs. It checks with the shell's own means if a protected branch is affected, and only then
/// starts `treeguard-hook`. A hook that existed before runs first, with the same arguments and input.
package struct Shim: Sendable, Hashable {
    package static let version = 2
    /// The suffix of an existing hook that is kept beside ours.
    package static let keptSuffix = ".before-treeguard"

    package let hook: HookName
    /// The protected branches, in git's glob syntax.
    package let patterns: [ShellPattern]
    /// The path of `treeguard-hook`.
    package let program: String

    /// Throws if the script would be malformed or protect nothing.
    package init(_ hook: HookName, protecting branches: [String], program: String) throws(Failure) {
        var patterns: [ShellPattern] = []
        for branch in branches {
            guard let pattern = ShellPattern(branch: branch) else {
                throw Failure(
                    .configurationInvalid, what: "the hooks cannot be written",
                    why: "no branch can be called \(Escaped(branch).description.debugDescription)",
                    next: "correct guard.protect in .treeguard")
            }
            patterns.append(pattern)
        }
        guard !patterns.isEmpty else {
            throw Failure(
                .configurationInvalid, what: "the hooks cannot be written", why: "no branch is protected",
                next: "git config -f .treeguard --add guard.protect main")
        }
        guard program.hasPrefix("/"), Escaped(program).description == program else {
            throw Failure(
                .usage, what: "the hooks cannot be written",
                why: "\(Escaped(program)) is no absolute path that a script could hold",
                next: "install TreeGuard in a folder with a plain name")
        }
        self.hook = hook
        self.patterns = patterns
        self.program = program
    }

    /// The whole file. Its second line has the digest of the rest, so that an edit is detected.
    package var text: String { "#!/bin/sh\n\(Shim.marker) v\(Shim.version) \(hook.rawValue) \(digest)\n" + body }

    static let marker = "# treeguard-hook"
    private var digest: SHA256 { SHA256(of: Array(body.utf8)) }

    private var body: String {
        """
        # Written by `treeguard install`. `treeguard uninstall` restores what was here before.
        \(previous)
        \(filter)
        \(question)
        \(withoutAnswer)

        """
    }

    /// The alternatives of the `case`: `refs/heads/main | refs/heads/release/*`.
    var choices: String { patterns.map(\.description).joined(separator: " | ") }
}

extension Shim {
    /// The script in the folder hooks/, for main and a program in the usual place.
    package static func shown(_ hook: HookName) -> String {
        do {
            return try Shim(hook, protecting: ["main"], program: "/usr/local/bin/treeguard-hook").text
        } catch {
            preconditionFailure("main is a branch that can be guarded")
        }
    }
}
