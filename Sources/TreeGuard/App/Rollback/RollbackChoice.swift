import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardVerdicts

/// Which migrations go back, and why these.
struct RollbackChoice {
    /// The last first.
    let migrations: [Migration]
    let words: String
    /// The recorded deployment whose files these are.
    var deployment: String?
    var remarks: [String] = []

    init(
        _ selection: RollbackSelection, _ checking: Checking, _ asked: AskedEnvironment, _ history: RunHistory
    ) throws(Failure) {
        let search = RollbackSearch(
            all: checking.discovery.landing, asked: asked, history: history, source: checking.landing.source)
        switch selection {
        case .last: self = try search.last()
        case .deployment(let id): self = try search.deployment(id)
        case .to(let version): self = try search.after(version)
        }
    }

    fileprivate init(_ migrations: [Migration], _ words: String, _ remarks: [String]) {
        self.migrations = migrations
        self.words = words
        self.remarks = remarks
    }
}

private struct RollbackSearch {
    let all: [Migration]
    let asked: AskedEnvironment
    let history: RunHistory
    let source: String

    private var name: String { "\(Escaped(asked.environment.name))" }
    private func again(_ options: String) -> String {
        "treeguard rollback --env \(ShellQuoted(asked.environment.name)) \(options)"
    }

    // MARK: By the record

    func last() throws(Failure) -> RollbackChoice {
        let deployments = history.deployments
        guard !deployments.isEmpty else { throw withoutRecord() }
        var passedOver: [RunHistory.Deployment] = []
        for deployment in deployments.reversed() {
            let found = remainder(of: deployment)
            guard found.isEmpty else { return try choice(found, after: passedOver) }
            passedOver.append(deployment)
        }
        throw Failure(
            .usage, what: "there is nothing to roll back", why: "nothing of any recorded deployment is left in \(name)",
            next: "treeguard status")
    }

    func deployment(_ id: String) throws(Failure) -> RollbackChoice {
        let deployments = history.deployments
        let named = deployments.filter { $0.id == id || id.utf8.count >= 4 && $0.id.hasPrefix(id) }
        guard named.count == 1, let deployment = named.first else {
            let known = deployments.suffix(5).reversed().map {
                "\(Escaped($0.id)) (\($0.started), \(counted($0.entries.count, "file")))"
            }
            throw Failure(
                .usage,
                what: named.isEmpty
                    ? "there is no deployment \(Escaped(id)) on record in \(name)"
                    : "several deployments are called \(Escaped(id))",
                why: known.isEmpty
                    ? "treeguard.deployment has none" : "the last are \(known.joined(separator: ", "))",
                next: known.isEmpty ? again("--to VERSION --dry-run") : "name one of them in full")
        }
        let found = remainder(of: deployment)
        guard !found.isEmpty else {
            throw Failure(
                .usage, what: "nothing of deployment \(Escaped(deployment.id)) is left to roll back",
                why: "its files failed and left nothing, were rolled back, or were deployed again since",
                next: "treeguard status")
        }
        return try choice(found, after: [])
    }

    /// Without what somebody took away by other means.
    private func remainder(of deployment: RunHistory.Deployment) -> RunHistory.Remainder {
        var found = history.remainder(of: deployment, in: all)
        found.migrations.removeAll { asked.state(of: $0) == .pending }
        return found
    }

    private func choice(
        _ found: RunHistory.Remainder, after passedOver: [RunHistory.Deployment]
    ) throws(Failure) -> RollbackChoice {
        let deployment = found.deployment
        if let row = found.withoutFile.first {
            throw Failure(
                .noWayBack, what: "nothing was rolled back in \(name)",
                why:
                    "deployment \(Escaped(deployment.id)) of \(deployment.started) by \(Escaped(deployment.who)) brought "
                    + "\(Escaped(row.path)), which \(source) does not have",
                next: deployment.commit.map {
                    "run it where that file is: git worktree add --detach ../rollback \(ShellQuoted($0))"
                } ?? "run it in a worktree that has the file")
        }
        var remarks = ["treeguard.deployment says which files these are; the branch (\(source)) plays no part"]
        if deployment.environment != asked.environment.name {
            remarks.append("it was deployed as \(Escaped(deployment.environment)), and is recorded in this database")
        }
        remarks += passedOver.map {
            "of the later deployment \(Escaped($0.id)) of \($0.started) nothing is left"
        }
        let others = deployment.entries.count - found.migrations.count
        if others > 0 {
            remarks.append("of \(counted(others, "more file")) of it nothing is left, or a later deployment has it")
        }
        var choice = RollbackChoice(
            found.migrations,
            "deployment \(Escaped(deployment.id)) of \(deployment.started) by \(Escaped(deployment.who)): "
                + counted(found.migrations.count, "file"), remarks)
        choice.deployment = deployment.id
        return choice
    }

    private func withoutRecord() -> Failure {
        let there = all.filter { asked.state(of: $0) != .pending }
        let before = there.last.flatMap { last in
            all.filter { $0.sequence == last.sequence }.prefix { $0.path != last.path }.last
        }
        return Failure(
            .usage, what: "--last needs the record of a deployment, and \(name) has none",
            why: "treeguard.deployment is not there, or empty: no record says what came last",
            next: before.map { "name what stays: " + again("--to \(ShellQuoted($0.path.name)) --dry-run") }
                ?? "treeguard status")
    }

    // MARK: By the order of the files

    func after(_ version: String) throws(Failure) -> RollbackChoice {
        let named = all.filter { $0.isCalled(version) }
        guard named.count == 1, let stays = named.first else {
            throw Failure(
                .usage,
                what: named.isEmpty
                    ? "there is no migration \(Escaped(version))" : "several migrations are called \(Escaped(version))",
                why: named.isEmpty
                    ? "no file of the tree has this version, name or path"
                    : named.map(\.path.description).joined(separator: ", "),
                next: named.isEmpty ? "treeguard status --all" : "name it by its path")
        }
        let sequence = all.filter { $0.sequence == stays.sequence }
        let index = sequence.firstIndex { $0.path == stays.path } ?? 0
        let later = sequence[(index + 1)...].filter { asked.state(of: $0) != .pending }
        guard !later.isEmpty else {
            throw Failure(
                .usage, what: "there is nothing to roll back",
                why: "nothing that comes after \(stays.path) is in the database", next: "treeguard status")
        }
        return RollbackChoice(
            later.reversed(), "everything after \(stays.path.shownName): \(counted(later.count, "file"))",
            ["the order of the files says which these are, whoever deployed them; the branch (\(source)) plays no part"]
        )
    }
}

extension Migration {
    fileprivate func isCalled(_ word: String) -> Bool {
        [version, identity.key, path.text, path.name, FileName(path.name).stem].contains(word)
    }
}
