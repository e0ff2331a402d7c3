import Testing
import TreeGuardSQL
import TreeGuardSchema

/// Histories of real size: what grows with the square of their length would be felt here.
@Suite struct LongHistories {
    @Test func aThousandMigrationsAreFolded() {
        let files = (0..<1_000).map { number in
            """
            CREATE TABLE t\(number) (id serial PRIMARY KEY, name varchar(20) NOT NULL DEFAULT 'x', parent int REFERENCES t0 (id),
                a int, b int, c text, d timestamptz DEFAULT now(), CHECK (a > b));
            CREATE INDEX ON t\(number) (name); CREATE INDEX i\(number) ON t\(number) (lower(c)) WHERE a > 0;
            COMMENT ON TABLE t\(number) IS 'x'; ALTER TABLE t0 ADD COLUMN x\(number) int; ALTER TABLE t0 RENAME x\(number) TO y\(number);
            ALTER TABLE t\(number) ALTER a SET NOT NULL; ALTER TABLE t\(max(0, number - 1)) DROP COLUMN c;
            """
        }
        let scripts = files.map { Script(SQL.statements(in: $0)) }
        var names = NameResolution(searchPath: ["public"], existing: [ObjectIdentity]())
        let effects = EffectTimeline.effects(of: scripts.map { names.resolved($0.steps) })
        #expect(effects.count == 1_000)
        #expect(effects.allSatisfy { $0.count >= 13 })

        var objects: [ObjectIdentity: ObjectDefinition] = [:]
        for effect in effects.joined() { objects[effect.identity] = effect.claim.presence }
        let catalog = Catalog(searchPath: ["public"], objects: objects)
        let observations = effects.map { $0.map { catalog.observation(for: $0) } }
        #expect(observations.joined().count { $0.holds } > 12_000)
    }
}

extension Effect.Claim {
    fileprivate var presence: ObjectDefinition? {
        if case .present(let definition) = expectation { definition } else { nil }
    }
}
