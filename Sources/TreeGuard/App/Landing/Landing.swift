import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSystem
import TreeGuardVerdicts

/// The merge that is checked: the target, the source, what differs, and the team's word on it as the target has it.
struct Landing {
    let repository: Repository
    /// For people: "main", "origin/main".
    let target: String
    /// The protected branch by its own name, as the hooks know it.
    let branch: String
    /// For people: "feature", "feature with uncommitted files", a commit.
    private(set) var source: String
    /// The same without what is said of it.
    let sourceName: String
    /// The commit that would land; nil if a hook does not name it.
    let commit: ObjectID?
    let config: Config
    private(set) var changes: ChangeSet
    /// The target's present tree; nil where the target has no commit, or the whole tree is looked at.
    private(set) var base: ObjectID?
    /// True if the worktree is what would land, as it lies on disk.
    let isWorkTree: Bool
    /// True if everything in the tree is looked at, and not only what the target lacks.
    let isWhole: Bool
    /// Remarks on how the comparison was made.
    let remarks: [String]

    /// Opens the repository, and compares the target with what would land.
    ///
    /// - Parameter whileWaiting: done once the commits are compared, while git still looks at the worktree.
    static func find(
        _ request: ChangeRequest, session: Session, whileWaiting: (Landing) -> Void = { _ in }
    ) throws(Failure) -> Landing {
        let repository = try Repository.open(request, session)
        let source = try Source(request, repository)
        let branches = try TargetBranches(repository, landing: source.commit, request, session.environment)
        let configured = try TeamConfig(repository, branches, named: request.target)
        session.closeLeftOpenings(of: repository, configured.config)
        let target = try Target(request, source, configured, branches, repository)
        let changes = try repository.changes(
            landing: source.commit, on: request.isWhole ? nil : target.commit, branches, target.branch)
        var landing = Landing(
            repository: repository, target: target.name, branch: target.branch, source: source.name,
            sourceName: source.name, commit: source.commit.id, config: configured.config, changes: changes,
            base: request.isWhole ? nil : target.commit?.tree, isWorkTree: source.isWorkTree,
            isWhole: request.isWhole, remarks: branches.remarks + configured.remarks + changes.remarks)
        whileWaiting(landing)
        if source.isWorkTree, request.looksAtWorkTree { try landing.addUncommittedFiles() }
        return landing
    }

    private mutating func addUncommittedFiles() throws(Failure) {
        let uncommitted = try repository.uncommitted()
        guard !uncommitted.isEmpty else { return }
        try changes.overlay(uncommitted, on: base, repository, config)
        source += " with uncommitted files"
    }

    /// Takes the change that a hook was asked to let in, with the person's own settings.
    static func of(_ incomingChange: IncomingChange, in repository: Repository) throws(Failure) -> Landing {
        let personal = try repository.personalSettings().map { (key: $0.key, value: $0.value) }
        let source = "\(Escaped(incomingChange.source))"
        return Landing(
            repository: repository, target: "\(Escaped(incomingChange.branch))", branch: incomingChange.branch,
            source: source, sourceName: source, commit: incomingChange.commit,
            config: try incomingChange.config.merged(withPersonal: personal), changes: incomingChange.changes,
            base: incomingChange.base, isWorkTree: false, isWhole: false, remarks: incomingChange.changes.remarks)
    }

    /// The discovery of the change, read in its two steps.
    func discovery() throws(Failure) -> Discovery {
        var entries: [TreeEntry] = []
        if let base {
            for folder in Discovery.foldersToRead(changes, config) {
                entries += try repository.entries(of: base, under: folder)
            }
        }
        let survey = Survey(changes, target: entries, config)
        var contents = try contents(of: survey.wanted)
        contents.merge(try self.contents(of: survey.wanted(knowing: contents))) { first, _ in first }
        return survey.discovery(
            contents, companionFiles: try self.contents(besides: survey.companionFiles))
    }

    /// Every migration that another commit has.
    func migrations(of commit: Commit) throws(Failure) -> [Migration] {
        var other = self
        other.changes = try repository.changes(landing: commit, on: nil)
        other.base = nil
        return try other.discovery().landing
    }

    /// Files as they would land, where they are there.
    func contents(besides paths: [RepositoryPath]) throws(Failure) -> [RepositoryPath: [UInt8]] {
        var files: [WantedFile] = []
        for path in paths {
            if let change = changes.changes.first(where: { $0.path == path }) {
                if let content = change.new { files.append(WantedFile(path: path, content: content)) }
            } else if let base,
                let entry = try repository.entries(of: base, under: path).first(where: { $0.path == path })
            {
                files.append(WantedFile(path: path, content: .blob(entry.id)))
            }
        }
        return Dictionary(try contents(of: files).map { ($0.key.path, $0.value) }) { first, _ in first }
    }

    /// True if a commit of the change makes or edits the file, or a folder on the way to it.
    func commits(fileAt name: String) -> Bool {
        // As the file system reads it: `./.env` is `.env`.
        var parts: [Substring] = []
        for part in name.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        let path = RepositoryPath(parts.joined(separator: "/"))
        return changes.changes.contains { change in
            guard case .blob = change.new else { return false }
            return change.path == path || path.isInside(change.path)
        }
    }

    /// Generated files that the change leaves behind, and acceptances that nothing needs any more.
    func staleness(_ discovery: Discovery) throws(Failure) -> [Finding] {
        let artifacts = isWhole ? [] : config.staleArtifacts(changes, bringsMigrations: !discovery.migrations.isEmpty)
        var paths = changes.changes.map(\.path)
        if !config.accepted.isEmpty, let base {
            paths += try repository.entries(of: base, under: RepositoryPath("")).map(\.path)
        }
        return artifacts.map { Finding(stale: $0) }
            + config.staleAcceptances(paths).map { Finding(stale: $0) }
    }

    /// The bytes of files; those that cannot be read are absent.
    func contents(of files: [WantedFile]) throws(Failure) -> FileContents {
        let blobs = files.compactMap { file -> ObjectID? in
            if case .blob(let blob) = file.content { return blob }
            return nil
        }
        let stored = try repository.contents(of: blobs)
        var contents: FileContents = [:]
        for file in files {
            switch file.content {
            case .blob(let blob): contents[file] = stored[blob]
            case .workTree:
                guard let root = repository.layout.workTree else { continue }
                do throws(SystemError) { contents[file] = try Files.read(file.path, in: root) } catch { continue }
            }
        }
        return contents
    }
}

extension Repository {
    /// The repository of the worktree that is meant: the one named, else the one that the command works in.
    static func open(_ request: ChangeRequest, _ session: Session) throws(Failure) -> Repository {
        guard let worktree = request.worktree else {
            return try openAhead(at: session.directory, session.environment, request, session)
        }
        let path = session.path(worktree)
        let environment = environmentForAnotherRepository(session.environment)
        if Files.isFolder(path) { return try openAhead(at: path, environment, request, session) }
        // A worktree may be named by its branch or by its folder, wherever it lies.
        let here = try open(at: session.directory, environment: session.environment, run: session.run)
        let known = try here.worktrees()
        guard let found = known.first(where: { $0.branch == worktree || $0.path.hasSuffix("/" + worktree) }) else {
            throw Failure(
                .usage, what: "there is no worktree \(Escaped(worktree))",
                why: "known are \(known.map { "\(Escaped($0.path))" }.joined(separator: ", "))",
                next: "git worktree list")
        }
        return try openAhead(at: found.path, environment, request, session)
    }

    /// Opens it while git already works on what it will be asked.
    private static func openAhead(
        at path: String, _ environment: [String: String], _ request: ChangeRequest, _ session: Session
    ) throws(Failure) -> Repository {
        let ahead = EagerCommands(session.run)
        ahead.start(
            questionsToGit(at: path, environment: environment, aboutFiles: request.looksAtWorkTree))
        return try open(at: path, environment: environment) { ahead.output(of: $0) }
    }
}

extension Repository {
    /// The difference to the target's tree. Where the clone hides what the two share, a job fetches more of it.
    fileprivate func changes(
        landing source: Commit, on target: Commit?, _ branches: TargetBranches, _ name: String
    ) throws(Failure) -> ChangeSet {
        var changes = try changes(landing: source, on: target)
        var round = 0
        while changes.basis == .historyCutOff, branches.deepen(name, round: round) {
            changes = try self.changes(landing: source, on: target)
            round += 1
        }
        return changes
    }
}

extension ChangeSet {
    fileprivate var remarks: [String] {
        var remarks: [String] = []
        switch basis {
        case .sharedHistory: break
        case .unrelatedHistories: remarks.append("target and source share no history")
        case .historyCutOff:
            remarks.append(
                "the clone is shallow and hides what target and source share: files are compared one by one "
                    + "(git fetch --unshallow tells more)")
        }
        if !submodules.isEmpty {
            let names = submodules.map(\.description).joined(separator: ", ")
            remarks.append("submodules move and are not looked into: \(names)")
        }
        return remarks
    }

    /// Lays what is not committed yet over what is: it would land as well.
    fileprivate mutating func overlay(
        _ uncommitted: [UncommittedFile], on base: ObjectID?, _ repository: Repository, _ config: Config
    ) throws(Failure) {
        var byPath = Dictionary(changes.map { ($0.path, $0) }) { first, _ in first }
        for file in uncommitted {
            let known = byPath[file.path]
            let old = known == nil ? try self.old(of: file.path, in: base, repository, config) : known?.old
            let content: FileContent? =
                switch file.state {
                case .workTree: .workTree
                case .staged(let blob): .blob(blob)
                case .deleted: nil
                }
            let isAsBefore = content == old.map { .blob($0) }
            byPath[file.path] =
                isAsBefore
                ? nil
                : Change(
                    path: file.path, kind: content == nil ? .deleted : old == nil ? .added : .modified, old: old,
                    new: content, entry: file.kind)
        }
        changes = byPath.values.sorted { $0.path < $1.path }
    }

    /// The target's entry at a path that the commits do not touch, if it may be a migration.
    private func old(
        of path: RepositoryPath, in base: ObjectID?, _ repository: Repository, _ config: Config
    ) throws(Failure) -> ObjectID? {
        guard let base, Discovery.mayHoldMigration(path, config) else { return nil }
        return try repository.entries(of: base, under: path).first { $0.path == path }?.id
    }
}
