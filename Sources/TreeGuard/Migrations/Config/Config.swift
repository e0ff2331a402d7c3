import TreeGuardBase
import TreeGuardSchema

/// The settings of `.treeguard`, with every default filled in.
package struct Config: Hashable, Sendable {
    /// The response to a check that does not say SAFE.
    package enum Response: String, Hashable, Sendable, CaseIterable, Comparable {
        case warn
        case prompt
        case block

        /// The stricter is the greater.
        package static func < (a: Response, b: Response) -> Bool { a.strictness < b.strictness }
        private var strictness: Int { Response.allCases.firstIndex(of: self) ?? 0 }
    }

    /// True if a throwaway server may be started to compare what text alone cannot.
    package enum ScratchUse: String, Hashable, Sendable, CaseIterable {
        /// It lives on for some minutes, and the next check finds it running.
        case auto
        /// It ends with the check.
        case once
        case never
    }

    /// Branch patterns whose branches are guarded; empty means the repository's default branch.
    package var protect: [String] = []
    /// True if the default branch is guarded besides those: a person added to a team's empty list.
    package var alsoProtectsDefault = false
    /// The branch that checks compare with; nil means the repository's default branch.
    package var target: String?
    package var onPending = Response.prompt
    package var onUnreachable = Response.prompt
    /// True if a person's own settings may be looser than the team's.
    package var allowPersonal = false
    /// True if a person may let a merge through with a recorded reason (`treeguard allow`).
    package var allowOverride = true
    package var scratch = ScratchUse.auto
    package var limits = TimeLimits()
    package var migrationFolders: [FolderSettings] = []
    /// The environments as configured, or by default `production` and, if it is found, `local`.
    package var environments: [EnvironmentSettings] = [.production, .local]
    package var accepted: [Acceptance] = []
    /// How migrations are deployed, wherever nothing is said of the environment by name.
    package var deploying = DeploySettings()
    package var deployingTo: [String: DeploySettings] = [:]
    package var artifacts: [Artifact] = []
    package var firewalls: [FirewallSettings] = []
    /// Required environments to which an agent may deploy all the same; only the team's file names them.
    package var agentDeploys: [String] = []
    /// True if a new worktree is locked as it is made, so that only `treeguard close` removes it.
    package var locksWorktrees = false

    /// The settings without any file.
    package init() {}

    /// How migrations are deployed to an environment.
    package func deploySettings(for environment: String) -> DeploySettings { deployingTo[environment] ?? deploying }

    package func environment(named name: String) -> EnvironmentSettings? { environments.first { $0.name == name } }

    /// True if commits may only enter the branch through the gate.
    package func protects(branch: String, defaultBranch: String?) -> Bool {
        if protect.isEmpty || alsoProtectsDefault, branch == defaultBranch { return true }
        return protect.contains { Glob($0).matches(branch) }
    }

    /// The settings of the folder that holds the path: the longest folder, and of two the later entry.
    package func migrationFolder(above path: RepositoryPath) -> (FolderSettings, folder: RepositoryPath)? {
        var best: (FolderSettings, folder: RepositoryPath)?
        for candidate in migrationFolders {
            guard let folder = candidate.folder(of: path) else { continue }
            if let known = best, known.folder.bytes.count > folder.bytes.count { continue }
            best = (candidate, folder)
        }
        return best
    }

    /// Why a migration is accepted as it is, if the team has said so.
    package func acceptance(of path: RepositoryPath) -> Acceptance? {
        accepted.first { $0.hazards.isEmpty && $0.covers(path) }
    }

    /// Of a statement that makes others wait, in that file.
    package func acceptance(of hazardKind: HazardKind, in path: RepositoryPath) -> Acceptance? {
        accepted.first { $0.hazards.contains(hazardKind.rawValue) && $0.covers(path) }
    }
}

/// `[accept "PATH"]`: a migration that the team takes as it is, with the reason.
package struct Acceptance: Hashable, Sendable {
    package var pattern: String
    package var reason: String
    /// `hazard = ID`: it is those that are taken, and not the migration's state.
    package var hazards: Set<String>

    package init(pattern: String, reason: String, hazards: Set<String> = []) {
        self.pattern = pattern
        self.reason = reason
        self.hazards = hazards
    }

    /// A pattern without a slash means the file name, wherever it lies.
    package func covers(_ path: RepositoryPath) -> Bool {
        let glob = Glob(pattern)
        return pattern.utf8.contains(UInt8(ascii: "/")) ? glob.matches(path) : glob.matches(path.name)
    }

    /// True if it names nothing at all: such an entry would switch the guard off.
    var coversEverything: Bool {
        covers("9f3a/c0ffee 71_never-written.sql") || covers("9f3a/b/c/c0ffee 71_never-written.sql")
    }
}

/// `[artifact "FILE"]`: a generated file that follows from something else.
package struct Artifact: Hashable, Sendable {
    package var path: String
    /// The command that writes it.
    package var generator: String?
    /// The folder that it follows from: "migrations".
    package var from: String

    package init(path: String, generator: String?, from: String = "migrations") {
        self.path = path
        self.generator = generator
        self.from = from
    }
}

/// `[environment "NAME"]`: one database that migrations must reach.
package struct EnvironmentSettings: Hashable, Sendable {
    package var name: String
    /// The source of its address; nil means the places where projects keep it.
    package var source: EnvironmentSource?
    /// True if a check needs its answer.
    package var required: Bool
    /// The environment that must have a migration first.
    package var after: String?
    /// Added to the address where that says nothing of TLS.
    package var sslmode: String?
    package var limits: TimeLimits?
    /// The firewall before the database, by its name; nil means the only one there is.
    package var firewall: String?

    package init(
        name: String, source: EnvironmentSource? = nil, required: Bool = false, after: String? = nil,
        sslmode: String? = nil, limits: TimeLimits? = nil
    ) {
        self.name = name
        self.source = source
        self.required = required
        self.after = after
        self.sslmode = sslmode
        self.limits = limits
    }

    package static let production = EnvironmentSettings(name: "production", required: true)
    package static let local = EnvironmentSettings(name: "local")
}
