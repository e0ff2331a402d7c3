import TreeGuardBase

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
