/// One worktree (or bare repository) with its hooks folder and the files in it.
package struct HookSite: Sendable, Hashable {
    /// The worktree's root, or the bare repository.
    package var worktree: String
    /// The absolute path of the folder in which git looks for hooks; /dev/null if somebody switched them off.
    package var folder: String
    package var folderState: FolderState
    package var setting: HooksPathSetting?
    /// The relevant files in the folder by name: hooks, and renamed hooks.
    package var files: [String: SeenFile]
    /// The configuration files of hook managers in the worktree's root, by relative path.
    package var configurations: [String: String]

    package init(
        worktree: String, folder: String, folderState: FolderState = .present, setting: HooksPathSetting? = nil,
        files: [String: SeenFile] = [:], configurations: [String: String] = [:]
    ) {
        self.worktree = worktree
        self.folder = folder
        self.folderState = folderState
        self.setting = setting
        self.files = files
        self.configurations = configurations
    }

    package enum FolderState: Sendable, Hashable {
        case present, absent
        /// The path names something that is not a folder.
        case notAFolder
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }
    func file(_ name: String) -> HookFile { HookFile(files[name]?.text) }

    /// True for husky 5 and later: scripts in its folder `.husky/_` run those in `.husky`.
    var isHusky: Bool { folder.hasSuffix("/.husky/_") }

    /// True if other repositories use the folder too.
    var isShared: Bool {
        guard let setting else { return false }
        return setting.scope == "global" || setting.scope == "system"
    }
}

/// A file with its text and mode.
package struct SeenFile: Sendable, Hashable {
    package var text: String
    package var isExecutable: Bool
    /// True if git tracks it: then it belongs to the team, and we do not replace it.
    package var isTracked: Bool

    package init(_ text: String, isExecutable: Bool = true, isTracked: Bool = false) {
        self.text = text
        self.isExecutable = isExecutable
        self.isTracked = isTracked
    }
}

/// The value of core.hooksPath, and its origin.
package struct HooksPathSetting: Sendable, Hashable {
    package var value: String
    /// One of: local, worktree, global, system, command.
    package var scope: String
    /// The origin as git prints it: "file:.git/config".
    package var origin: String

    package init(value: String, scope: String, origin: String) {
        self.value = value
        self.scope = scope
        self.origin = origin
    }

    package var isRelative: Bool { !value.hasPrefix("/") && !value.hasPrefix("~") }
}

/// The hooks of a repository, as install and doctor read them.
package struct HookSurroundings: Sendable, Hashable {
    package var gitVersion: GitVersion
    /// The git directory that all worktrees share.
    package var commonDirectory: String
    package var isBare: Bool
    package var sites: [HookSite]
    /// Our own scripts in `treeguard/hooks`, which other hooks call.
    package var parked: [String: SeenFile]
    /// Hooks that git's configuration starts (git 2.54): event to commands.
    package var configured: [String: [String]]
    /// The text of `info/exclude`: files that git does not show as untracked.
    package var exclude: String?
    /// True if `treeguard-hook` can be started, by its path or through PATH.
    package var hasProgram: Bool

    package init(
        gitVersion: GitVersion, commonDirectory: String, isBare: Bool = false, sites: [HookSite],
        parked: [String: SeenFile] = [:], configured: [String: [String]] = [:], exclude: String? = nil,
        hasProgram: Bool = true
    ) {
        self.gitVersion = gitVersion
        self.commonDirectory = commonDirectory
        self.isBare = isBare
        self.sites = sites
        self.parked = parked
        self.configured = configured
        self.exclude = exclude
        self.hasProgram = hasProgram
    }

    package static func ownFolder(in commonDirectory: String) -> String { "\(commonDirectory)/treeguard" }
    package var parkedFolder: String { "\(HookSurroundings.ownFolder(in: commonDirectory))/hooks" }
}

/// A version of git, as far as hooks depend on it.
package struct GitVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var major: Int
    package var minor: Int

    package init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads "git version 2.39.5 (Apple Git-154)".
    package init?(output: String) {
        guard let word = output.split(whereSeparator: \.isWhitespace).first(where: { $0.first?.isNumber == true })
        else { return nil }
        let numbers = word.split(separator: ".").prefix(2).compactMap { Int($0) }
        guard numbers.count == 2 else { return nil }
        self.init(numbers[0], numbers[1])
    }

    package static func < (a: GitVersion, b: GitVersion) -> Bool { (a.major, a.minor) < (b.major, b.minor) }
    package var description: String { "\(major).\(minor)" }

    package var hasReferenceTransaction: Bool { self >= GitVersion(2, 28) }
    package var hasConfiguredHooks: Bool { self >= GitVersion(2, 54) }
}
