import TreeGuardBase

/// A changed file that looks like a migration but is not one, and why.
package struct LeftOut: Hashable, Sendable {
    package var path: RepositoryPath
    package var reason: Reason

    package init(_ path: RepositoryPath, _ reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// The reason why a file is not a migration, for people.
    package enum Reason: Hashable, Sendable, CustomStringConvertible {
        case seed
        case fixture
        case rollback(of: RepositoryPath?)
        case snapshot
        case dump
        case readme
        case template
        case test
        /// `001_x.verify.sql`: queries that run after a deployment.
        case verification
        case hidden
        case notSQL
        case symbolicLink
        case submodule
        case otherDialect(String)
        /// A file below a folder with copies of other people's files: `node_modules`.
        case copy(folder: String)
        /// A file without a number, deeper than one folder below the migrations.
        case tooDeep
        case folderNotNamed(RepositoryPath)
        case excluded(byFolder: String)
        /// A file that a framework keeps beside its migrations.
        case companion(of: String)

        package var description: String {
            switch self {
            case .seed: "seed data, not a migration"
            case .fixture: "a fixture, not a migration"
            case .rollback(let up?): "rollback of \(Escaped(up.name))"
            case .rollback(nil): "a rollback"
            case .snapshot: "a snapshot of the schema, not a migration"
            case .dump: "a dump, not a migration"
            case .readme: "README"
            case .template: "a template or an example"
            case .test: "a test, not a migration"
            case .verification: "asked after a deployment, not a migration"
            case .hidden: "a hidden file"
            case .notSQL: "not SQL"
            case .symbolicLink: "symbolic link: named, never followed"
            case .submodule: "submodule: named, never entered"
            case .otherDialect(let dialect): "another dialect's folder (\(dialect))"
            case .copy(let folder): "a copy of other people's files (\(Escaped(folder)))"
            case .tooDeep: "not numbered, and more than one folder below the migrations"
            case .folderNotNamed(let folder):
                "in a folder that .treeguard does not name (\(folder.bytes.isEmpty ? "the root" : "\(folder)"))"
            case .excluded(let folder): ".treeguard says that \(Escaped(folder)) holds no migrations"
            case .companion(let framework): "kept by \(framework) beside its migrations"
            }
        }
    }
}

/// A problem with the migrations as files, found before any database is asked.
package struct Problem: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable, Comparable {
        case info
        case warning
        /// These migrations cannot be checked: the check answers ERROR.
        case error

        package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
        private var rank: Int {
            switch self {
            case .info: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case numberTwice = "number-twice"
        case numberTaken = "number-taken"
        case orderGuessed = "order-guessed"
        case conflicted = "conflicted"
        case downWithoutUp = "down-without-up"
        case editedOnTarget = "edited-on-target"
        case removedFromTarget = "removed-from-target"
        case frameworkNotSupported = "framework-not-supported"
        case frameworkUnknown = "framework-unknown"
        case folderNotNamed = "folder-not-named"
        case symbolicLink = "symbolic-link"
        case submodule = "submodule"
        case unreadable = "unreadable"
        case revisionTwice = "revision-twice"
        case parentMissing = "parent-missing"
        case revisionCircle = "revision-circle"
        case severalHeads = "several-heads"
        case journalBroken = "journal-broken"
        case neverRuns = "never-runs"
    }

    package var kind: Kind
    package var severity: Severity
    /// The files concerned, ordered.
    package var paths: [RepositoryPath]
    package var message: String
    package var help: String

    package init(_ kind: Kind, _ severity: Severity, _ paths: [RepositoryPath], _ message: String, help: String) {
        self.kind = kind
        self.severity = severity
        self.paths = paths
        self.message = message
        self.help = help
    }
}
