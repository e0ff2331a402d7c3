extension Catalog {
    /// The evidence for migrations that run one after the other: what each of them still has to show, and whether it is
    /// there.
    ///
    /// - Parameter earlier: what ran before them; nothing of it is looked for
    package func evidence(
        for scripts: [Script], after earlier: [Script] = [], queried: QueriedColumns = QueriedColumns()
    ) -> [Evidence] {
        let scripts = earlier + scripts
        let written = ColumnOrigins.writtenOut(qualifiedSteps(of: scripts), self, queried)
        let effects = Lifespan.effects(of: written.map(\.steps))
        return zip(zip(scripts, written), effects).dropFirst(earlier.count).map { migration, effects in
            var script = migration.0
            script.unverified = (script.unverified + migration.1.unverified).sorted {
                $0.range.offset < $1.range.offset
            }
            return Evidence(observations: effects.map { observation(for: $0) }, script: script)
        }
    }

    /// The steps of scripts that run one after the other, each name with the schema that it means.
    func qualifiedSteps(of scripts: [Script]) -> [[EffectStep]] {
        var names = NameResolution(searchPath: searchPath, existing: objects.keys)
        return scripts.map { names.resolved($0.steps) }
    }
}
