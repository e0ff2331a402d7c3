CREATE TABLE job_analysis_tiers (id bigint);
