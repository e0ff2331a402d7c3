extension Catalog {
    /// The evidence for migrations that run one after the other: the objects that each must leave behind, and if they
    /// exist.
    ///
    /// - Parameter earlier: the migrations that ran before them; their objects are not looked up
    package func evidence(
        for scripts: [Script], after earlier: [Script] = [], queried: QueriedColumns = QueriedColumns()
    ) -> [Evidence] {
        let scripts = earlier + scripts
        let written = ColumnOrigins.writtenOut(qualifiedSteps(of: scripts), self, queried)
        let history = SchemaHistory(of: written.map(\.steps), naming: scripts.map(\.wordsOfBlocks))
        return zip(zip(scripts, written), history.effects).dropFirst(earlier.count).map { migration, effects in
            var script = migration.0
            script.unverified = (script.unverified + migration.1.unverified).sorted {
                $0.range.offset < $1.range.offset
            }
            let observations = effects.map { observation(for: $0, in: history, since: earlier.count) }
            return Evidence(observations: observations, script: script)
        }
    }

    /// The steps of scripts that run one after the other, with every name qualified.
    func qualifiedSteps(of scripts: [Script]) -> [[EffectStep]] {
        var names = NameResolution(searchPath: searchPath, existing: objects.keys)
        return scripts.map { names.resolved($0.steps) }
    }
}
