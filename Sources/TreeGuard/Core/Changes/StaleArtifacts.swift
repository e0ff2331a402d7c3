extension Config {
    /// The generated files that follow from migrations, and that a change of migrations leaves as they were. A pattern
    /// is satisfied by one file that it names; a file that is taken away is not written anew.
    package func staleArtifacts(_ changes: ChangeSet, bringsMigrations: Bool) -> [Artifact] {
        guard bringsMigrations else { return [] }
        return artifacts.filter { artifact in
            let pattern = Glob(artifact.path)
            return !changes.changes.contains { $0.new != nil && pattern.matches($0.path) }
        }
    }

    /// The acceptances that name no file of the tree.
    package func staleAcceptances(_ paths: some Sequence<RepositoryPath>) -> [Acceptance] {
        var rest = accepted
        for path in paths where !rest.isEmpty { rest.removeAll { $0.covers(path) } }
        return rest
    }
}

extension CheckReport.Problem {
    package init(stale artifact: Artifact) {
        self.init(
            message: "\(Escaped(artifact.path)) is generated from migrations, and this change does not touch it",
            help: artifact.generator.map { "write it anew: \(Escaped($0))" }
                ?? "write it anew, and say how in .treeguard: generator = COMMAND", severity: .warn)
    }

    package init(stale acceptance: Acceptance) {
        let pattern = "\(Escaped(acceptance.pattern))"
        self.init(
            message: "[accept \"\(pattern)\"] in .treeguard names no file of the tree",
            help: "take the entry out: git config -f .treeguard --remove-section "
                + ShellQuoted("accept.\(acceptance.pattern)").description, severity: .info)
    }
}
