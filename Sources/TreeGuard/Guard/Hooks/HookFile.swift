import TreeGuardBase

/// The kind of a file in a hooks folder.
package enum HookFile: Sendable, Hashable {
    case absent
    /// Written by `treeguard install`, and unchanged.
    case intact(hook: String, version: Int)
    /// Written by `treeguard install`, and edited since.
    case tampered
    case foreign(HookTool?)

    package init(_ text: String?) {
        guard let text else {
            self = .absent
            return
        }
        let lines = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        guard lines.count == 3, lines[1].hasPrefix(Shim.marker + " ") else {
            self = text.contains(Shim.marker + " v") ? .tampered : .foreign(HookTool(script: text))
            return
        }
        let words = lines[1].split(separator: " ")
        guard words.count == 5, let version = Int(words[2].dropFirst()), lines[0] == "#!/bin/sh",
            words[4] == SHA256(of: Array(lines[2].utf8)).description
        else {
            self = .tampered
            return
        }
        self = .intact(hook: String(words[3]), version: version)
    }

    package var isOurs: Bool {
        switch self {
        case .intact, .tampered: true
        case .absent, .foreign: false
        }
    }
}
