-- Up Migration
CREATE TABLE jobs (id bigint PRIMARY KEY);

-- Down Migration
DROP TABLE jobs;
