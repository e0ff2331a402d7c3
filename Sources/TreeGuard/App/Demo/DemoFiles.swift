/// The files of the story that `treeguard demo` tells: a team's two migrations, and the code that needs them.
enum DemoFiles {
    /// Production's migrations at the start.
    static let initialSchema = """
        CREATE TABLE jobs (
            id UUID PRIMARY KEY,
            title TEXT NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP
        );

        """

    static let initialMigration = "database_tools/migrations/000_create_jobs_table.sql"
    static let detectionsMigration = "database_tools/migrations/001_create_security_detections_table.sql"
    static let tiersMigration = "database_tools/migrations/002_create_job_analysis_tiers_table.sql"

    static let main = [
        initialMigration: initialSchema,
        "README.md": "# Job analysis\n",
    ]

    static let feature = [
        detectionsMigration: detections,
        tiersMigration: tiers,
        "modules/security/unpunctuated_text_detector.py": detector,
        "modules/ai_job_description_analysis/tier1_analyzer.py": analyzer,
    ]

    private static let detections = """
        -- Migration: 001_create_security_detections_table.sql
        -- Purpose: Logs LLM injection attempts and unpunctuated text streams

        CREATE TABLE IF NOT EXISTS security_detections (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            job_id UUID REFERENCES jobs(id) ON DELETE CASCADE,
            detection_type VARCHAR(50) NOT NULL,
            severity VARCHAR(20) NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
            pattern_matched TEXT,
            text_sample TEXT,
            metadata JSONB DEFAULT '{}',
            action_taken VARCHAR(50) NOT NULL DEFAULT 'logged',
            handled BOOLEAN DEFAULT FALSE,
            detected_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
        );

        CREATE INDEX IF NOT EXISTS idx_security_detections_job_id ON security_detections(job_id);
        CREATE INDEX IF NOT EXISTS idx_security_detections_type ON security_detections(detection_type);
        CREATE INDEX IF NOT EXISTS idx_security_detections_severity ON security_detections(severity);
        CREATE INDEX IF NOT EXISTS idx_security_detections_detected_at ON security_detections(detected_at DESC);
        CREATE INDEX IF NOT EXISTS idx_security_detections_unhandled ON security_detections(handled)
            WHERE handled = FALSE;

        COMMENT ON TABLE security_detections IS 'Logs LLM injection attempts and unpunctuated text streams';

        """

    private static let tiers = """
        -- Migration: 002_create_job_analysis_tiers_table.sql
        -- Purpose: Tracks the 3-tier sequential batch analysis workflow

        CREATE TABLE IF NOT EXISTS job_analysis_tiers (
            id SERIAL PRIMARY KEY,
            job_id UUID NOT NULL UNIQUE REFERENCES jobs(id) ON DELETE CASCADE,
            tier_1_completed BOOLEAN NOT NULL DEFAULT FALSE,
            tier_1_completed_at TIMESTAMP,
            tier_1_tokens_used INTEGER,
            tier_1_model VARCHAR(50),
            tier_1_response_time_ms INTEGER,
            tier_2_completed BOOLEAN NOT NULL DEFAULT FALSE,
            tier_2_completed_at TIMESTAMP,
            tier_2_tokens_used INTEGER,
            tier_2_model VARCHAR(50),
            tier_2_response_time_ms INTEGER,
            tier_3_completed BOOLEAN NOT NULL DEFAULT FALSE,
            tier_3_completed_at TIMESTAMP,
            tier_3_tokens_used INTEGER,
            tier_3_model VARCHAR(50),
            tier_3_response_time_ms INTEGER,
            created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
            updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
        );

        CREATE INDEX IF NOT EXISTS idx_job_analysis_tiers_job_id ON job_analysis_tiers(job_id);
        CREATE INDEX IF NOT EXISTS idx_job_analysis_tiers_tier_1 ON job_analysis_tiers(tier_1_completed);
        CREATE INDEX IF NOT EXISTS idx_job_analysis_tiers_tier_2 ON job_analysis_tiers(tier_2_completed);
        CREATE INDEX IF NOT EXISTS idx_job_analysis_tiers_tier_3 ON job_analysis_tiers(tier_3_completed);
        CREATE INDEX IF NOT EXISTS idx_job_analysis_tiers_needs_tier_2 ON job_analysis_tiers(job_id)
            WHERE tier_1_completed = TRUE AND tier_2_completed = FALSE;
        CREATE INDEX IF NOT EXISTS idx_job_analysis_tiers_needs_tier_3 ON job_analysis_tiers(job_id)
            WHERE tier_2_completed = TRUE AND tier_3_completed = FALSE;
        CREATE INDEX IF NOT EXISTS idx_job_analysis_tiers_created ON job_analysis_tiers(created_at DESC);

        CREATE OR REPLACE FUNCTION update_job_analysis_tiers_updated_at()
        RETURNS TRIGGER AS $$
        BEGIN
            NEW.updated_at = CURRENT_TIMESTAMP;
            RETURN NEW;
        END;
        $$ LANGUAGE plpgsql;

        DROP TRIGGER IF EXISTS trigger_update_job_analysis_tiers_updated_at ON job_analysis_tiers;
        CREATE TRIGGER trigger_update_job_analysis_tiers_updated_at
            BEFORE UPDATE ON job_analysis_tiers
            FOR EACH ROW EXECUTE FUNCTION update_job_analysis_tiers_updated_at();

        COMMENT ON TABLE job_analysis_tiers IS 'Tracks the 3-tier sequential batch analysis workflow';

        """

    private static let detector = """
        def log_detection(db, job_id, sample):
            db.execute(
                "INSERT INTO security_detections (job_id, detection_type, severity, text_sample)"
                " VALUES (%s, 'unpunctuated_stream', 'medium', %s)",
                (job_id, sample),
            )

        """

    private static let analyzer = """
        def mark_complete(db, job_id, model):
            db.execute(
                "UPDATE job_analysis_tiers SET tier_1_completed = TRUE, tier_1_model = %s WHERE job_id = %s",
                (model, job_id),
            )

        """
}
