-- up
CREATE TABLE jobs (id bigint PRIMARY KEY);
-- Down migration for jobs: see 001_jobs.down.sql
-- down
-- DROP TABLE jobs;
