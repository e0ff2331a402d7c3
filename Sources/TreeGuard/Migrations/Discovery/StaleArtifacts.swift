import TreeGuardBase

extension Config {
    /// The generated files that depend on migrations, and that a change of migrations does not update. One changed file
    /// satisfies a pattern; a deleted file does not count.
    package func staleArtifacts(_ changes: ChangeSet, bringsMigrations: Bool) -> [Artifact] {
        guard bringsMigrations else { return [] }
        return artifacts.filter { artifact in
            let pattern = Glob(artifact.path)
            return !changes.changes.contains { $0.new != nil && pattern.matches($0.path) }
        }
    }

    /// The acceptances that match no file of the tree.
    package func staleAcceptances(_ paths: some Sequence<RepositoryPath>) -> [Acceptance] {
        var rest = accepted
        for path in paths where !rest.isEmpty { rest.removeAll { $0.covers(path) } }
        return rest
    }
}
