import TestSupport
import Testing
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardSystem
import TreeGuardVerdicts

/// Whatever part of a migration a database has, it is never taken for all of it, and none is never taken for a part.
@Suite struct ApplyingParts {
    static let migrations = [
        """
        CREATE TABLE IF NOT EXISTS security_detections (id SERIAL PRIMARY KEY, job_id UUID REFERENCES jobs(id) ON DELETE CASCADE,
            detection_type VARCHAR(50) NOT NULL, severity VARCHAR(20) NOT NULL CHECK (severity IN ('low', 'medium', 'high')),
            pattern_matched TEXT, text_sample TEXT, handled BOOLEAN DEFAULT FALSE, action_taken VARCHAR(50), metadata JSONB,
            detected_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
        CREATE INDEX IF NOT EXISTS idx_security_detections_job_id ON security_detections(job_id);
        CREATE INDEX IF NOT EXISTS idx_security_detections_type ON security_detections(detection_type);
        CREATE INDEX IF NOT EXISTS idx_security_detections_severity ON security_detections(severity);
        CREATE INDEX IF NOT EXISTS idx_security_detections_detected_at ON security_detections(detected_at DESC);
        CREATE INDEX IF NOT EXISTS idx_security_detections_unhandled ON security_detections(handled) WHERE handled = FALSE;
        COMMENT ON TABLE security_detections IS 'Logs of injection attempts';
        """,
        """
        CREATE TABLE IF NOT EXISTS job_analysis_tiers (id UUID PRIMARY KEY DEFAULT gen_random_uuid(), job_id UUID NOT NULL UNIQUE REFERENCES jobs(id),
            tier_1_completed BOOLEAN DEFAULT FALSE, tier_1_tokens_used INTEGER DEFAULT 0, tier_1_score NUMERIC(5,2) DEFAULT 0.0,
            tier_1_model VARCHAR(50), created_at TIMESTAMPTZ DEFAULT NOW(), updated_at TIMESTAMPTZ DEFAULT NOW());
        CREATE INDEX idx_job_analysis_tiers_created ON job_analysis_tiers(created_at DESC NULLS LAST);
        CREATE INDEX ON job_analysis_tiers(tier_1_completed) WHERE tier_1_completed IS NOT TRUE;
        CREATE OR REPLACE FUNCTION update_job_analysis_tiers_updated_at() RETURNS TRIGGER AS $$ BEGIN NEW.updated_at = NOW(); RETURN NEW; END; $$ LANGUAGE plpgsql;
        DROP TRIGGER IF EXISTS trigger_update_job_analysis_tiers ON job_analysis_tiers;
        CREATE TRIGGER trigger_update_job_analysis_tiers BEFORE UPDATE ON job_analysis_tiers FOR EACH ROW EXECUTE FUNCTION update_job_analysis_tiers_updated_at();
        COMMENT ON COLUMN job_analysis_tiers.tier_1_score IS 'From 0 to 100';
        """,
        """
        CREATE TYPE priority AS ENUM ('low', 'high');
        ALTER TABLE jobs ADD COLUMN priority priority NOT NULL DEFAULT 'low';
        ALTER TABLE jobs ADD COLUMN due date CHECK (due > '2020-01-01');
        ALTER TABLE jobs ALTER COLUMN title TYPE varchar(200);
        ALTER TABLE jobs ALTER COLUMN title SET NOT NULL;
        ALTER TABLE jobs ADD CONSTRAINT jobs_title_check CHECK (length(title) > 0);
        ALTER TABLE jobs DROP COLUMN legacy;
        ALTER TABLE jobs RENAME COLUMN descr TO description;
        CREATE UNIQUE INDEX jobs_title ON jobs (lower(title)) WHERE due IS NOT NULL;
        """,
        """
        DROP INDEX jobs_old;
        DROP TABLE scratch;
        CREATE EXTENSION IF NOT EXISTS hstore;
        CREATE SCHEMA IF NOT EXISTS reporting;
        CREATE TABLE reporting.totals (day date PRIMARY KEY, count bigint NOT NULL DEFAULT 0);
        CREATE VIEW reporting.latest AS SELECT max(day) AS day FROM reporting.totals;
        ALTER TABLE jobs ALTER COLUMN state DROP DEFAULT;
        ALTER TABLE jobs ALTER COLUMN state SET DEFAULT 'new';
        """,
    ]
    static let before = """
        CREATE TABLE jobs (id uuid PRIMARY KEY, title text, legacy int, descr text, state text DEFAULT 'old');
        CREATE INDEX jobs_old ON jobs (state); CREATE TABLE scratch (a int);
        """

    @Test(arguments: migrations) func noneIsPendingAndAllIsApplied(file: String) throws {
        let fresh = try TemporaryDatabase()
        #expect(
            try DescribedDatabase(fresh, about: [file]).states(of: [file]) == [.pending] || file.contains("DROP INDEX"))
        try fresh.execute(Self.before)
        #expect(try DescribedDatabase(fresh, about: [file]).states(of: [file]) == [.pending])
        try fresh.execute(file)
        let found = try DescribedDatabase(fresh, about: [file])
        #expect(found.states(of: [file]) == [.applied], "\(found.evidence(for: file).complaints)")
    }

    /// Random parts, each in a database of its own; the seed is in the message.
    @Test(arguments: migrations) func aPartIsNeverApplied(file: String) throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(state: seed)
        let statements = SQL.statements(in: file).map { statement in
            String(
                decoding: Array(file.utf8)[statement.range.offset..<statement.range.offset + statement.range.length],
                as: UTF8.self)
        }
        for round in 0..<6 {
            let database = try TemporaryDatabase()
            try database.execute(Self.before)
            let left = Set(statements.indices.filter { _ in Bool.random(using: &random) }).union([
                Int.random(in: statements.indices, using: &random)
            ])
            var failed = 0
            for (number, statement) in statements.enumerated() where !left.contains(number) {
                // What needs a part that was left out fails, and is left out too.
                if (try? database.execute(statement)) == nil { failed += 1 }
            }
            let found = try DescribedDatabase(database, about: [file])
            let state = try found.states(of: [file])[at: 0]
            let all = left.allSatisfy { Self.isNeedless(statements[$0]) } && failed == 0
            #expect(
                state != .applied || all,
                "seed \(seed), round \(round), without \(left.sorted().map { statements[$0] })")
            let touched = left.count + failed < statements.count
            #expect(state != .partial || touched, "seed \(seed), round \(round)")
        }
    }

    /// Statements whose absence changes nothing in the end.
    private static func isNeedless(_ statement: String) -> Bool {
        statement.hasPrefix("DROP TRIGGER IF EXISTS") || statement.contains("state DROP DEFAULT")
    }

    /// Parts of one table, which no statement leaves out: a column, a default, a constraint.
    @Test func aTableThatLooksOtherwiseIsPartial() throws {
        let file = try Self.migrations[at: 0]
        for change in [
            "ALTER TABLE security_detections DROP COLUMN metadata",
            "ALTER TABLE security_detections ALTER severity TYPE text",
            "ALTER TABLE security_detections ALTER severity DROP NOT NULL",
            "ALTER TABLE security_detections ALTER handled DROP DEFAULT",
            "ALTER TABLE security_detections ALTER handled SET DEFAULT true",
            "ALTER TABLE security_detections DROP CONSTRAINT security_detections_severity_check",
            "ALTER TABLE security_detections DROP CONSTRAINT security_detections_job_id_fkey",
            "ALTER TABLE security_detections DROP CONSTRAINT security_detections_pkey",
            "DROP INDEX idx_security_detections_type", "COMMENT ON TABLE security_detections IS 'other'",
            "DROP INDEX idx_security_detections_type; CREATE INDEX idx_security_detections_type ON security_detections (severity)",
            "DROP INDEX idx_security_detections_detected_at; CREATE INDEX idx_security_detections_detected_at ON security_detections (detected_at)",
        ] {
            let database = try TemporaryDatabase()
            try database.execute(Self.before + file + change)
            #expect(try DescribedDatabase(database, about: [file]).states(of: [file]) == [.partial], "\(change)")
        }
    }

    @Test func aFreshDatabaseHasNothingOfASequence() throws {
        let files = [
            "CREATE EXTENSION IF NOT EXISTS pgcrypto",
            "DROP TABLE IF EXISTS a; CREATE TABLE a (x int); CREATE TABLE b (x int)",
            "DROP TABLE b", "ALTER TABLE a DROP COLUMN x",
            "ALTER TABLE a ADD COLUMN y int; COMMENT ON COLUMN a.y IS 'y'",
            "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'", "ALTER TABLE a RENAME TO c",
        ]
        let database = try TemporaryDatabase()
        #expect(try DescribedDatabase(database, about: files).states(of: files) == files.map { _ in .pending })
        for (number, file) in files.enumerated() {
            try database.execute(file)
            let found = try DescribedDatabase(database, about: files)
            let expected = files.indices.map { $0 <= number }
            let applied = found.states(of: files).map { $0 == .applied }
            #expect(applied == expected, "after \(file): \(found.evidence(for: files).map(\.complaints))")
        }
    }
}

/// A small generator that a seed repeats (Steele, Lea, Flood: SplitMix64).
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
